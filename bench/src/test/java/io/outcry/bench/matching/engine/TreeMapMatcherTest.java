/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

class TreeMapMatcherTest extends MatcherContractTest {
    TreeMapMatcherTest() {
        super(Engine.NAIVE);
    }
}
