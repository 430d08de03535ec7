/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The matching engine. {@link io.outcry.matching.EngineCore} is a function of the sequenced commands and runs wherever
 * they are read; {@link io.outcry.matching.MatchingEngine} owns the two agents that run it: the sequencer, on the thread
 * that trades, and the follower, on a second thread behind the journal.
 */
package io.outcry.matching;
