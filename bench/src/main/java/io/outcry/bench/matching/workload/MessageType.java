/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

/** Type of a message: the first byte of its record. */
public final class MessageType {
    /** New order. */
    public static final int NEW = 0;
    /** Cancel. */
    public static final int CANCEL = 1;
    /** Cancel and enter again, behind all others, with another price and quantity. */
    public static final int MODIFY = 2;

    private MessageType() {}
}
