/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CanonicalTextTest {
    private final ReportLog log = new ReportLog();

    @Test
    void shouldWriteALinePerReportWithTheFieldsOfItsType() {
        log.add(ReportType.ORDER_ACK, false, 0, 7, 33_504, 100, 0);
        log.add(ReportType.TRADE, true, 1, 7, 33_504, 60, 8);
        log.add(ReportType.CANCEL_ACK, true, 2, 8, -1, 0, 0);
        log.add(ReportType.MODIFY_ACK, false, 3, 7, 33_505, 101, 0);
        log.add(ReportType.CANCEL_REJECT, true, 4, 9, 0, 0, 0);
        log.add(ReportType.MODIFY_REJECT, true, 5, Long.MIN_VALUE, 0, 0, 0);

        assertEquals("""
                0,0,1,7,33504,100
                1,1,33504,60,7,8
                2,2,0,8,-1
                3,3,1,7,33505,101
                4,4,9
                5,5,-9223372036854775808""", CanonicalText.of(log));
    }

    @Test
    void shouldSortBySequenceThenTypeAndKeepTheOrderOfEqualOnes() {
        log.add(ReportType.MODIFY_ACK, true, 2, 1, 5, 5, 0);
        log.add(ReportType.TRADE, true, 2, 9, 5, 1, 1);
        log.add(ReportType.TRADE, true, 2, 8, 5, 2, 1);
        log.add(ReportType.ORDER_ACK, true, 1, 1, 4, 5, 0);

        assertEquals("""
                0,1,0,1,4,5
                1,2,5,1,9,1
                1,2,5,2,8,1
                3,2,0,1,5,5""", CanonicalText.of(log));
    }

    @Test
    void shouldHashTheTextAsItStands() {
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                CanonicalText.sha256(log),
                "of nothing");
        log.add(ReportType.CANCEL_REJECT, true, 0, 1, 0, 0, 0);
        assertEquals("4,0,1", CanonicalText.of(log));
        assertEquals("34fec7bbdf1644159523db51eff8c987160daf44094004fbceb171f80f0de144", CanonicalText.sha256(log));
    }
}
