/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The process in which one engine is measured, a new one per engine. Its main thread feeds the engine; the thread {@code
 * drainer} reads the reports.
 */
package io.outcry.bench.matching.child;
