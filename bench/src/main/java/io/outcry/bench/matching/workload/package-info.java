/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The messages that an engine has to match, generated off the clock. Runs on whichever thread asks for them; nothing here is
 * used by two threads at once.
 */
package io.outcry.bench.matching.workload;
