/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.types.AckLevel;

/**
 * How commands are kept.
 *
 * @param ackLevel what a command has survived when it is answered
 * @param eventHashInterval commands between two hashes that the follower compares
 * @param snapshotInterval commands between two snapshots of the state
 * @param keepSnapshots how many snapshots stay when a new one is taken
 * @param minFreeMiB room on the disk below which the exchange halts
 * @param preallocateMiB how much of the commands journal is brought into memory at the start
 */
public record JournalConfig(
        AckLevel ackLevel,
        int eventHashInterval,
        int snapshotInterval,
        int keepSnapshots,
        int minFreeMiB,
        int preallocateMiB) {}
