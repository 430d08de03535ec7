/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

/**
 * What the whole engine holds at most.
 *
 * @param maxOpenOrders open orders of all accounts and instruments
 */
public record LimitsConfig(int maxOpenOrders) {}
