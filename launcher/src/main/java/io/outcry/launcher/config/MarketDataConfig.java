/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

/**
 * How books are published.
 *
 * @param snapshotIntervalMs pause between two snapshots
 */
public record MarketDataConfig(int snapshotIntervalMs) {}
