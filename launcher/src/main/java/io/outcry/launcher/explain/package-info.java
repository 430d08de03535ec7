/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The life of one order, told from a replay of its run: what it did, and what moved it forward in its queue. Used by the thread of
 * one command.
 */
package io.outcry.launcher.explain;
