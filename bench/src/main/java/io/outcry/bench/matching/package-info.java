/* SPDX-License-Identifier: Apache-2.0 */
/**
 * {@code outcry bench matching}: starts a process per engine, one after the other, and compares what they found. One thread,
 * which waits most of the time; nothing is measured in this process.
 */
package io.outcry.bench.matching;
