/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

/** One resting order. Pooled by its {@link BookView}; {@code next} also links the free ones. */
final class BookOrder {
    long id;
    long qty;
    PriceLevel level;
    BookOrder previous;
    BookOrder next;
}
