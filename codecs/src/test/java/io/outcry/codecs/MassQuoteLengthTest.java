/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outcry.codecs.engine.MassQuoteEncoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MassQuoteLengthTest {
    private static final int OFFSET = 24;
    private static final int BLOCK_LENGTH = OFFSET;
    private static final int QUOTE_LENGTH =
            OFFSET + MessageHeaderEncoder.ENCODED_LENGTH + MassQuoteEncoder.BLOCK_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4_096]);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 36, 64})
    void shouldBeWhatTheEncoderWrites(final int quotes) {
        final MassQuoteEncoder message = encode(quotes);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength();
        assertEquals(length, MassQuoteLength.of(quotes));
        assertEquals(length, MassQuoteLength.of(buffer, OFFSET, length));
        assertEquals(length, MassQuoteLength.of(buffer, OFFSET, length + 100));
        assertEquals(-1, MassQuoteLength.of(buffer, OFFSET, length - 1));
    }

    @Test
    void shouldReadNothingBehindAFrameThatIsTooShort() {
        final UnsafeBuffer shorter = new UnsafeBuffer(new byte[MassQuoteLength.LEAST - 1]);
        for (int length = 0; length < MassQuoteLength.LEAST; length++) {
            assertEquals(-1, MassQuoteLength.of(shorter, 0, length));
        }
    }

    @Test
    void shouldRefuseBlocksAndQuotesOfAnotherLength() {
        final int length = MassQuoteLength.LEAST + 100;
        encode(1);
        buffer.putShort(BLOCK_LENGTH, (short) (MassQuoteEncoder.BLOCK_LENGTH + 1), ByteOrder.LITTLE_ENDIAN);
        assertEquals(-1, MassQuoteLength.of(buffer, OFFSET, length));
        encode(1);
        buffer.putShort(QUOTE_LENGTH, (short) 37, ByteOrder.LITTLE_ENDIAN);
        assertEquals(-1, MassQuoteLength.of(buffer, OFFSET, length));
    }

    @Test
    void shouldRefuseMoreQuotesThanThereCanBe() {
        encode(1);
        buffer.putShort(QUOTE_LENGTH + Short.BYTES, (short) 0xFFFF, ByteOrder.LITTLE_ENDIAN);
        assertEquals(-1, MassQuoteLength.of(buffer, OFFSET, 4_000));
    }

    private MassQuoteEncoder encode(final int quotes) {
        final MassQuoteEncoder message =
                new MassQuoteEncoder().wrapAndApplyHeader(buffer, OFFSET, new MessageHeaderEncoder());
        final MassQuoteEncoder.QuotesEncoder entries = message.quotesCount(quotes);
        for (int i = 0; i < quotes; i++) {
            entries.next();
        }
        return message;
    }
}
