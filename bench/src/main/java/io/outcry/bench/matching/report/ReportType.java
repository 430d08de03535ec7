/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.report;

/** Types of reports. Within a message, reports are ordered by type. */
public final class ReportType {
    /** New order accepted. */
    public static final int ORDER_ACK = 0;
    /** Fill. */
    public static final int TRADE = 1;
    /** Order, or the rest of an immediate one, is gone. */
    public static final int CANCEL_ACK = 2;
    /** Order has another price and quantity. */
    public static final int MODIFY_ACK = 3;
    /** There is no such order to be cancelled. */
    public static final int CANCEL_REJECT = 4;
    /** There is no such order to be modified. */
    public static final int MODIFY_REJECT = 5;

    private ReportType() {}
}
