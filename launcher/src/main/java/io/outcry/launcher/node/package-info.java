/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The processes of an exchange and how they start and stop. In shared mode one thread runs the media driver, gateway,
 * engine and market data, a second one the follower; in dedicated mode each is a process of its own.
 */
package io.outcry.launcher.node;
