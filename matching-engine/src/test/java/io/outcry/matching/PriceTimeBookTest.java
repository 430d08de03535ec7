/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

class PriceTimeBookTest extends OrderBookContractTest {
    @Override
    OrderBook newBook() {
        return new PriceTimeBook();
    }
}
