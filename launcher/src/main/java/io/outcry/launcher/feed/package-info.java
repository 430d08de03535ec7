/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Plays a recorded order flow through a client session into an exchange and reports what came of it, as a subscriber of
 * the market data saw it. One thread, the caller's, sends, reads and counts.
 */
package io.outcry.launcher.feed;
