/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.codecs;

import io.outcry.codecs.engine.MassQuoteDecoder;
import io.outcry.codecs.types.GroupSizeEncodingDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Length of a mass quote, as a request and as a command: the only message whose block is not its end, because a group of
 * quotes follows.
 */
public final class MassQuoteLength {
    /** Most instruments of one message. */
    public static final int MAX_QUOTES = 64;

    /** Bytes of a mass quote without quotes, header included. */
    public static final int LEAST = MessageHeaderDecoder.ENCODED_LENGTH
            + MassQuoteDecoder.BLOCK_LENGTH
            + MassQuoteDecoder.QuotesDecoder.sbeHeaderSize();

    private static final int BLOCK_LENGTH = MessageHeaderDecoder.blockLengthEncodingOffset();
    private static final int QUOTE_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH
            + MassQuoteDecoder.BLOCK_LENGTH
            + GroupSizeEncodingDecoder.blockLengthEncodingOffset();
    private static final int QUOTES = MessageHeaderDecoder.ENCODED_LENGTH
            + MassQuoteDecoder.BLOCK_LENGTH
            + GroupSizeEncodingDecoder.numInGroupEncodingOffset();

    static {
        if (io.outcry.codecs.orderentry.MassQuoteDecoder.BLOCK_LENGTH != MassQuoteDecoder.BLOCK_LENGTH
                || io.outcry.codecs.orderentry.MassQuoteDecoder.QuotesDecoder.sbeBlockLength()
                        != MassQuoteDecoder.QuotesDecoder.sbeBlockLength()) {
            throw new AssertionError("a command must be laid out as its request");
        }
    }

    private MassQuoteLength() {}

    /**
     * Length of a mass quote with so many quotes.
     *
     * @param quotes 0 to {@link #MAX_QUOTES}
     * @return bytes, header included
     */
    public static int of(final int quotes) {
        return LEAST + quotes * MassQuoteDecoder.QuotesDecoder.sbeBlockLength();
    }

    /**
     * Length of a mass quote that came.
     *
     * @param buffer that contains it
     * @param offset of its header
     * @param available bytes from there on
     * @return bytes, header included, at most those available; -1 if it is malformed
     */
    public static int of(final DirectBuffer buffer, final int offset, final int available) {
        if (available < LEAST
                || unsigned(buffer, offset + BLOCK_LENGTH) != MassQuoteDecoder.BLOCK_LENGTH
                || unsigned(buffer, offset + QUOTE_LENGTH) != MassQuoteDecoder.QuotesDecoder.sbeBlockLength()) {
            return -1;
        }
        final int length = of(unsigned(buffer, offset + QUOTES));
        return length <= available ? length : -1;
    }

    private static int unsigned(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
