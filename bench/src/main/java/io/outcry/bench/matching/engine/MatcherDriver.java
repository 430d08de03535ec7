/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.bench.matching.workload.MessageBuffer;
import io.outcry.bench.matching.workload.MessageType;

/** Reads the records and calls a {@link Matcher}: for books without anything around them. */
final class MatcherDriver implements EngineDriver {
    private final MessageBuffer messages;
    private final Matcher matcher;

    MatcherDriver(final MessageBuffer messages, final Matcher matcher) {
        this.messages = messages;
        this.matcher = matcher;
    }

    @Override
    public void feed(final int from, final int to) {
        for (int i = from; i < to; i++) {
            switch (messages.type(i)) {
                case MessageType.NEW ->
                    matcher.onNew(
                            messages.sequence(i),
                            messages.orderId(i),
                            messages.buy(i),
                            messages.immediateOrCancel(i),
                            messages.price(i),
                            messages.qty(i));
                case MessageType.CANCEL -> matcher.onCancel(messages.sequence(i), messages.orderId(i));
                default ->
                    matcher.onModify(messages.sequence(i), messages.orderId(i), messages.price(i), messages.qty(i));
            }
        }
    }

    @Override
    public long bestBid() {
        return matcher.bestBid();
    }

    @Override
    public long bestAsk() {
        return matcher.bestAsk();
    }

    @Override
    public long depth(final boolean buy, final long price) {
        return matcher.depth(buy, price);
    }
}
