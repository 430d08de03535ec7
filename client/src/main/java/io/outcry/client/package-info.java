/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a strategy depends on: the order session and the market-data feed with its books. Every object here belongs to
 * the thread that polls it and allocates nothing once it is warm.
 */
package io.outcry.client;
