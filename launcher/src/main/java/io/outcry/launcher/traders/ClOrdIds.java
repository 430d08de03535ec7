/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.traders;

/** Numbers for the traders' orders: begin at the clock, so that those of an earlier run are not met again. */
final class ClOrdIds {
    private long last;

    ClOrdIds(final long last) {
        this.last = last;
    }

    long next() {
        return ++last;
    }
}
