/* SPDX-License-Identifier: Apache-2.0 */
/** Reads journals for people: replays one into a report, prints its commands and events. Offline, on the caller's thread. */
package io.outcry.launcher.journal;
