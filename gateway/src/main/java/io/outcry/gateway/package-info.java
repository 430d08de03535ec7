/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The way in and out for clients: {@link io.outcry.gateway.Gateway} is one agent on one thread that authenticates
 * sessions, turns their frames into engine commands, and brings execution events back to them as reports.
 */
package io.outcry.gateway;
