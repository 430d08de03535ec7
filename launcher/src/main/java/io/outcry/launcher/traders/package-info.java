/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Simple simulated traders, so that a new exchange is alive: they are ordinary clients over Aeron, on a thread of their
 * own, and draw everything from one seed.
 */
package io.outcry.launcher.traders;
