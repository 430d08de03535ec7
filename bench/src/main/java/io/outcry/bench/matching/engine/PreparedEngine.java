/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.bench.matching.report.ReportRing;

/** An engine with the messages of a workload in the form that it takes. Opened for each run. */
public interface PreparedEngine {
    /**
     * Makes an engine with an empty book.
     *
     * @param reports where it reports
     * @param audited whether the reports of this run are kept: an engine that has a hash of its own over what it sends may
     *     leave them out of the others
     * @return on the thread that calls this
     */
    EngineDriver open(ReportRing reports, boolean audited);
}
