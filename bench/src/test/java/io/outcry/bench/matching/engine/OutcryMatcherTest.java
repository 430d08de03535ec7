/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

class OutcryMatcherTest extends MatcherContractTest {
    OutcryMatcherTest() {
        super(Engine.OUTCRY);
    }
}
