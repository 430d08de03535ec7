/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import io.outcry.codecs.types.TradingStatus;
import java.time.LocalTime;

/**
 * A change of the trading status that comes every day.
 *
 * @param at earliest time of the day, UTC
 * @param status from then on
 * @param randomDelayMs the change comes up to this later, 0 to 3600000
 * @param seed of the delay, any
 */
public record ScheduledStatus(LocalTime at, TradingStatus status, long randomDelayMs, long seed) {}
