/* SPDX-License-Identifier: Apache-2.0 */
/** The commands of {@code outcry}, one class each: options in, exit code out. */
package io.outcry.launcher.command;
