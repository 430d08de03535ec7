/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.marketdata;

import io.outcry.client.IncrementalFrame;
import io.outcry.codecs.Instrument;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/** The books of all instruments, at one sequence. */
final class PublishedBooks {
    private PublishedBook[] books = new PublishedBook[16];
    private int size;
    private long sequence;

    /** The last sequence that the books contain. */
    long sequence() {
        return sequence;
    }

    /** Instruments have ids from 1 to this. */
    int size() {
        return size;
    }

    PublishedBook get(final int instrumentId) {
        return books[instrumentId - 1];
    }

    /**
     * Applies the next frame.
     *
     * @return the book that it was about
     * @throws IllegalStateException if it cannot be true
     */
    PublishedBook apply(final IncrementalFrame frame, final DirectBuffer buffer, final int offset, final int length) {
        final PublishedBook book;
        if (frame.isDefinition()) {
            book = defined(frame);
            book.definition(buffer, offset, length);
        } else if (frame.instrumentId() > size) {
            throw new IllegalStateException("public event of an instrument that was never defined: " + frame);
        } else {
            book = books[frame.instrumentId() - 1];
            if (!frame.applyTo(book.view)) {
                throw new IllegalStateException("public event cannot be true of the book: " + frame + ", " + book.view);
            }
            if (frame.isIndication()) {
                book.indication(buffer, offset, length);
            }
        }
        sequence = frame.sequence();
        return book;
    }

    private PublishedBook defined(final IncrementalFrame frame) {
        final int instrumentId = frame.instrumentId();
        if (instrumentId > size + 1) {
            throw new IllegalStateException("instrument ids are not dense after " + size + ": " + frame);
        }
        if (instrumentId > size) {
            if (size == books.length) {
                books = Arrays.copyOf(books, 2 * size);
            }
            books[size++] = new PublishedBook(instrumentId);
        }
        final PublishedBook book = books[instrumentId - 1];
        final Instrument before = book.view.instrument();
        final Instrument instrument = frame.instrument();
        if (before != null && before.status() != instrument.status()) {
            book.forgetIndication();
        }
        book.view.defined(frame.sequence(), instrument);
        return book;
    }
}
