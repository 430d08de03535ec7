/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The engines that are compared, behind one small interface. Each runs on the one thread that feeds it, in a process of its
 * own, so that the compiler sees a single {@link io.outcry.bench.matching.engine.Matcher}: name no engine's class outside of
 * {@link io.outcry.bench.matching.engine.Engine#open}.
 */
package io.outcry.bench.matching.engine;
