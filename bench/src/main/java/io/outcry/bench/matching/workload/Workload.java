/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

import io.outcry.bench.matching.report.ReportDigest;

/**
 * Messages for one run.
 *
 * @param messages all of them
 * @param prefill how many of them, at the beginning, fill the book before time is measured
 * @param expected digest of what a correct engine reports; null: not known to the generator
 */
public record Workload(MessageBuffer messages, int prefill, ReportDigest expected) {
    /**
     * How many messages are measured.
     *
     * @return those behind the ones that fill the book
     */
    public int measured() {
        return messages.count() - prefill;
    }
}
