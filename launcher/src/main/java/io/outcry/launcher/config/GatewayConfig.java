/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

/**
 * What the gateway grants its sessions.
 *
 * @param maxSessions sessions at once
 * @param maxOutstanding commands of a session that are not answered yet
 * @param minKeepAliveMs shortest keep-alive interval that a session may ask for
 * @param maxKeepAliveMs longest keep-alive interval that a session may ask for
 */
public record GatewayConfig(int maxSessions, int maxOutstanding, int minKeepAliveMs, int maxKeepAliveMs) {}
