/* SPDX-License-Identifier: Apache-2.0 */
/** What an order flow came to: the report that a feed and a replay both end in, and how it is compared and printed. */
package io.outcry.launcher.report;
