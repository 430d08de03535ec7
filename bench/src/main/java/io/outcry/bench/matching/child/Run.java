/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.child;

import io.outcry.bench.matching.report.ReportDigest;

/**
 * What came of one run.
 *
 * @param elapsedNs from the first measured message until the last report was read, without the probes
 * @param reports digest of all reports
 * @param probes checksum of the answers to the probes
 * @param proof hash of all that the engine sent, or 0: the reports are the proof
 */
record Run(long elapsedNs, ReportDigest reports, long probes, long proof) {
    boolean sameAs(final Run other) {
        return probes == other.probes && proof == other.proof && (proof != 0 || reports.equals(other.reports));
    }
}
