/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import io.outcry.client.BookView;
import io.outcry.codecs.marketdata.BestBidOfferEncoder;
import io.outcry.codecs.marketdata.LevelUpdateEncoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.Side;
import java.util.ArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Publishes changed levels (L2) and best prices (L1), and on both what the trading status is. What changed several times before
 * its turn is published once, as it is then; what a stream refuses waits for the next turn. Whoever begins to listen gets every level anew.
 */
final class LevelPublisher {
    private final PublishedBooks books;
    private final OutboundStream l2;
    private final OutboundStream l1;
    private final int messageLimit;
    private final ArrayList<PublishedBook> queue = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final LevelUpdateEncoder level = new LevelUpdateEncoder();
    private final BestBidOfferEncoder best = new BestBidOfferEncoder();
    private int messages;

    LevelPublisher(
            final PublishedBooks books, final OutboundStream l2, final OutboundStream l1, final int messageLimit) {
        this.books = books;
        this.l2 = l2;
        this.l1 = l1;
        this.messageLimit = messageLimit;
    }

    /** The book's last change is to be published, if anybody listens. */
    void changed(final PublishedBook book) {
        if (book.view.changedSide() == Side.NULL_VAL) {
            return;
        }
        if (l2.hasAudience()) {
            book.dirty(book.view.changedSide()).add(book.view.changedPrice());
            enqueue(book);
        } else if (l1.hasAudience()) {
            enqueue(book);
        }
    }

    /** The book's definition or auction is to be published, if anybody listens. */
    void statusChanged(final PublishedBook book) {
        book.isStatusDueOnL2 = l2.hasAudience();
        book.isStatusDueOnL1 = l1.hasAudience();
        if (book.isStatusDueOnL2 || book.isStatusDueOnL1) {
            enqueue(book);
        }
    }

    private void enqueue(final PublishedBook book) {
        if (!book.isQueued) {
            book.isQueued = true;
            queue.add(book);
        }
    }

    /** Publishes what is due, up to the limit; returns the number of messages. */
    int publish() {
        final boolean hasL2Joined = l2.pollJoined();
        if (l1.pollJoined() || hasL2Joined) {
            enqueueEverything();
        }
        messages = 0;
        while (!queue.isEmpty()) {
            final PublishedBook book = queue.get(queue.size() - 1);
            if (!publish(book)) {
                break;
            }
            book.isQueued = false;
            queue.remove(queue.size() - 1);
        }
        return messages;
    }

    private void enqueueEverything() {
        for (int instrumentId = 1; instrumentId <= books.size(); instrumentId++) {
            final PublishedBook book = books.get(instrumentId);
            book.markEveryLevel();
            book.forgetBest();
            statusChanged(book);
            enqueue(book);
        }
    }

    /** Best prices go before levels: they are what most listeners wait for. */
    private boolean publish(final PublishedBook book) {
        return publishStatus(book)
                && publishBest(book)
                && publishLevels(book, Side.BUY)
                && publishLevels(book, Side.SELL);
    }

    private boolean publishStatus(final PublishedBook book) {
        book.isStatusDueOnL1 = book.isStatusDueOnL1 && !isStatusSent(l1, book);
        book.isStatusDueOnL2 = book.isStatusDueOnL2 && !isStatusSent(l2, book);
        return !book.isStatusDueOnL1 && !book.isStatusDueOnL2;
    }

    private boolean isStatusSent(final OutboundStream stream, final PublishedBook book) {
        return !stream.hasAudience() || send(stream, book.definition) && send(stream, book.indication);
    }

    /** An empty frame is sent by doing nothing. */
    private boolean send(final OutboundStream stream, final UnsafeBuffer frame) {
        return frame.capacity() == 0 || send(stream, frame, frame.capacity());
    }

    private boolean publishBest(final PublishedBook book) {
        if (!l1.hasAudience() || book.isBestPublished()) {
            return true;
        }
        final BookView view = book.view;
        best.wrapAndApplyHeader(buffer, 0, header)
                .sequence(books.sequence())
                .transactTimeNs(view.timeNs())
                .bidPrice(view.bestBid())
                .bidQty(view.bestBidQty())
                .askPrice(view.bestAsk())
                .askQty(view.bestAskQty())
                .instrumentId(view.instrumentId());
        if (!send(l1, buffer, MessageHeaderEncoder.ENCODED_LENGTH + best.encodedLength())) {
            return false;
        }
        book.bestPublished();
        return true;
    }

    private boolean publishLevels(final PublishedBook book, final Side side) {
        final DirtyPrices dirty = book.dirty(side);
        if (!l2.hasAudience()) {
            dirty.clear();
            return true;
        }
        final BookView view = book.view;
        while (!dirty.isEmpty()) {
            final long price = dirty.last();
            level.wrapAndApplyHeader(buffer, 0, header)
                    .sequence(books.sequence())
                    .transactTimeNs(view.timeNs())
                    .price(price)
                    .qty(view.qtyAt(side, price))
                    .orders(view.ordersAt(side, price))
                    .instrumentId(view.instrumentId())
                    .side(side);
            if (!send(l2, buffer, MessageHeaderEncoder.ENCODED_LENGTH + level.encodedLength())) {
                return false;
            }
            dirty.removeLast();
        }
        return true;
    }

    private boolean send(final OutboundStream stream, final UnsafeBuffer message, final int length) {
        if (messages >= messageLimit || !stream.send(message, 0, length)) {
            return false;
        }
        messages++;
        return true;
    }
}
