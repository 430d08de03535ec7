/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What an engine answers, and how it leaves the engine's thread: the engine writes into a {@link
 * io.outcry.bench.matching.report.ReportRing}, a second thread reads all of it. Logs and hashes belong to the second one.
 */
package io.outcry.bench.matching.report;
