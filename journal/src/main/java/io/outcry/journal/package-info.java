/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Frames with sequence, time and checksum over Chronicle Queue: append, tail, verify. A writer or a reader belongs to the
 * thread that uses it; one process writes a journal, which {@link io.outcry.journal.JournalDirectory} makes sure of, and
 * any number may read it.
 */
package io.outcry.journal;
