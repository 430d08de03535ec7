/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

/** Something could not be measured; the message says why. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchException(final String message) {
        super(message);
    }
}
