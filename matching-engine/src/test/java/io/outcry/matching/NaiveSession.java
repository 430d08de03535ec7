/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

/** What the naive exchange knows of the session of a key. */
final class NaiveSession {
    long epoch;
    long lastSeqNum;
    long reports;
    long openedSequence;
}
