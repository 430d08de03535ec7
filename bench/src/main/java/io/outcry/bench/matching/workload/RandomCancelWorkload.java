/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

/**
 * Messages about resting orders that are picked at random from all of them, around a constant mid price. The book is filled
 * first; then it keeps about its size. Every cancel and modify names an order that rests.
 *
 * <p>Where {@link SurveyWorkload} finds everything in the cache, this finds next to nothing there once the book is large.
 */
public final class RandomCancelWorkload {
    private static final int MAX_QTY = 100;
    private static final int TAKER_QTY_WHILE_FEW = 50;
    private static final int TAKER_QTY_WHILE_MANY = 200;

    private final MersenneTwister random;
    private final RestingOrders resting;
    private final MessageBuffer messages;
    private long orderId;

    private RandomCancelWorkload(final long seed, final int prefill, final int count) {
        random = new MersenneTwister(seed);
        messages = new MessageBuffer(prefill + count);
        resting = new RestingOrders(prefill + count);
    }

    /**
     * Generates messages.
     *
     * @param mix their shares
     * @param orders how many orders rest
     * @param count how many messages follow those that fill the book
     * @param seed 0 to 2^32 - 1
     * @return the messages, of which the first {@code orders} fill the book, and what a correct engine reports
     */
    public static Workload generate(final MessageMix mix, final int orders, final int count, final long seed) {
        final RandomCancelWorkload workload = new RandomCancelWorkload(seed, orders, count);
        for (int i = 0; i < orders; i++) {
            workload.rest();
        }
        for (int i = 0; i < count; i++) {
            workload.next(mix, orders);
        }
        return new Workload(workload.messages, orders, workload.resting.digest());
    }

    private void next(final MessageMix mix, final int orders) {
        final int die = random.uniform(0, 99);
        if (resting.count() == 0 || die < mix.news()) {
            rest();
        } else if (die < mix.news() + mix.cancels()) {
            cancel();
        } else if (die < mix.news() + mix.cancels() + mix.modifies()) {
            modify(mix.keepsQty());
        } else {
            take(resting.count() > orders ? TAKER_QTY_WHILE_MANY : TAKER_QTY_WHILE_FEW);
        }
    }

    private void rest() {
        final boolean buy = random.uniform(0, 1) == 0;
        final int distance = distance();
        final int qty = random.uniform(1, MAX_QTY);
        final long price = RestingOrders.price(buy, distance);
        messages.add(MessageType.NEW, buy, false, qty, ++orderId, price);
        resting.enter(messages.count() - 1, (int) orderId, buy, distance, qty);
    }

    private void cancel() {
        final int id = pick();
        messages.add(MessageType.CANCEL, resting.isBuy(id), false, resting.qty(id), id, resting.price(id));
        resting.cancel(messages.count() - 1, id);
    }

    private void modify(final boolean keepsQty) {
        final int id = pick();
        final boolean buy = resting.isBuy(id);
        final int distance = distance();
        final int qty = keepsQty ? resting.qty(id) : random.uniform(1, MAX_QTY);
        messages.add(MessageType.MODIFY, buy, false, qty, id, RestingOrders.price(buy, distance));
        resting.modify(messages.count() - 1, id, distance, qty);
    }

    private void take(final int maxQty) {
        final boolean buy = random.uniform(0, 1) == 0;
        final int qty = random.uniform(1, maxQty);
        messages.add(MessageType.NEW, buy, true, qty, ++orderId, RestingOrders.farthestPrice(!buy));
        resting.take(messages.count() - 1, (int) orderId, buy, qty);
    }

    private int pick() {
        return resting.id(random.uniform(0, resting.count() - 1));
    }

    private int distance() {
        return PriceDistances.of(random.word() >>> 16);
    }
}
