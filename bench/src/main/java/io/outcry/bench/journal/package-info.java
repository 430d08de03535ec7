/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the journal costs and what it gives back: append, snapshot, recovery, replay and verification of a run of generated
 * trading.
 */
package io.outcry.bench.journal;
