/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The composition root: {@link io.outcry.launcher.Outcry} is the command line; the packages below hold its commands, the
 * configuration, and the processes that an exchange is made of.
 */
package io.outcry.launcher;
