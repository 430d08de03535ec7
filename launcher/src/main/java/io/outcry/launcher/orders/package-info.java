/* SPDX-License-Identifier: Apache-2.0 */
/** What orders the exchange takes. */
package io.outcry.launcher.orders;
