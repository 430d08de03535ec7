/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.export;

import java.io.Closeable;
import java.io.IOException;

/** Writes the rows of one table. */
interface TableWriter extends Closeable {
    /**
     * Adds a row.
     *
     * @param values one for each column, in their order; null for none: Long for TIME, NUMBER, TICKS and LOTS, Integer for COUNT,
     *     BigDecimal for PRICE and QTY, String for TEXT, Boolean for FLAG
     */
    void write(Object... values) throws IOException;
}
