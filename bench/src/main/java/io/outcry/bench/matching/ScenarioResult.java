/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching;

/**
 * What one engine made of one scenario.
 *
 * @param sha256 of the canonical text of its reports
 * @param probes checksum of its answers about the book
 * @param millionsPerSecond messages; null: not timed
 */
record ScenarioResult(String sha256, long probes, Figures millionsPerSecond) {}
