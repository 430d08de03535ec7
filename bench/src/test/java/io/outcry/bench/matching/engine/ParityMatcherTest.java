/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

class ParityMatcherTest extends MatcherContractTest {
    ParityMatcherTest() {
        super(Engine.PARITY);
    }
}
