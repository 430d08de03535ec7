/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import org.junit.jupiter.api.Tag;

@Tag("large")
class NaiveBookTest extends OrderBookContractTest {
    @Override
    OrderBook newBook(final OrderPool orders) {
        return new NaiveBook(orders);
    }
}
