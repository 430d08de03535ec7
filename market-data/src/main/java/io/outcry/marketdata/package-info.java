/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Publishes market data: the engine's public frames as they are, levels and best prices made from them, and snapshots for
 * those who join. One agent, {@link io.outcry.marketdata.MarketDataPublisher}, runs all of it on one thread.
 */
package io.outcry.marketdata;
