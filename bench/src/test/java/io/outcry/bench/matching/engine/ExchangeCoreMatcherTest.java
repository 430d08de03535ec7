/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

class ExchangeCoreMatcherTest extends MatcherContractTest {
    ExchangeCoreMatcherTest() {
        super(Engine.EXCHANGE_CORE);
    }
}
