/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Accounts with their balances, positions and limits. Everything but {@link io.outcry.risk.BalanceView} belongs to the
 * engine that checks it inline: one thread, no lock, no allocation once an account is defined. The view is a cache in a
 * Chronicle Map for other processes.
 */
package io.outcry.risk;
