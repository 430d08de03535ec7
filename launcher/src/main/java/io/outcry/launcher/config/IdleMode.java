/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

/** What a thread does when it finds no work. */
public enum IdleMode {
    /** Spins, then parks, longer and longer. */
    AUTO,
    /** Spins always: lowest latency, a whole core. */
    SPIN,
    /** Gives the core to whoever is waiting for it. */
    YIELD
}
