/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outcry.codecs.marketdata.OrderAddedDecoder;
import io.outcry.codecs.marketdata.OrderAddedEncoder;
import io.outcry.codecs.marketdata.OrderDeletedDecoder;
import io.outcry.codecs.marketdata.OrderDeletedEncoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.codecs.types.Side;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessageBatchTest {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final MessageBatch batch = new MessageBatch();

    @Test
    void shouldBeEmptyAtFirst() {
        assertEquals(0, batch.length());
        assertEquals(List.of(), messages(batch.buffer(), 0, batch.length()));
    }

    @Test
    void shouldGiveBackSeveralMessagesInOrder() {
        added(1);
        deleted(2);
        added(3);
        assertEquals(
                3 * HEADER + 2 * OrderAddedEncoder.BLOCK_LENGTH + OrderDeletedEncoder.BLOCK_LENGTH, batch.length());
        assertEquals(List.of("added 1", "deleted 2", "added 3"), messages(batch.buffer(), 0, batch.length()));
        // As a fragment somewhere in a larger buffer.
        final UnsafeBuffer term = new UnsafeBuffer(new byte[4096]);
        term.putBytes(96, batch.buffer(), 0, batch.length());
        assertEquals(List.of("added 1", "deleted 2", "added 3"), messages(term, 96, batch.length()));
    }

    @Test
    void shouldForgetAllMessagesWhenCleared() {
        added(1);
        added(2);
        batch.clear();
        assertEquals(0, batch.length());
        deleted(3);
        assertEquals(List.of("deleted 3"), messages(batch.buffer(), 0, batch.length()));
    }

    @Test
    void shouldHaveRoomUpToTheLastByte() {
        final int whole = MessageBatch.CAPACITY - HEADER;
        assertTrue(batch.hasRoom(whole));
        assertFalse(batch.hasRoom(whole + 1));
        added(1);
        final int rest = MessageBatch.CAPACITY - batch.length() - HEADER;
        assertTrue(batch.hasRoom(rest));
        assertFalse(batch.hasRoom(rest + 1));
        assertEquals(HEADER + OrderAddedEncoder.BLOCK_LENGTH, batch.claim(rest));
        assertEquals(MessageBatch.CAPACITY, batch.length());
        assertFalse(batch.hasRoom(0));
        assertEquals(MessageBatch.CAPACITY, batch.buffer().capacity());
    }

    @Test
    void shouldRefuseWhatDoesNotFitAndStayAsItIs() {
        assertThrows(IndexOutOfBoundsException.class, () -> batch.claim(MessageBatch.CAPACITY - HEADER + 1));
        assertEquals(0, batch.length());
        int added = 0;
        while (batch.hasRoom(OrderAddedEncoder.BLOCK_LENGTH)) {
            added(++added);
        }
        final int length = batch.length();
        final List<String> before = messages(batch.buffer(), 0, length);
        final var error =
                assertThrows(IndexOutOfBoundsException.class, () -> batch.claim(OrderAddedEncoder.BLOCK_LENGTH));
        assertEquals(
                "no room for a block of " + OrderAddedEncoder.BLOCK_LENGTH + " bytes behind " + length,
                error.getMessage());
        assertEquals(length, batch.length());
        assertEquals(before, messages(batch.buffer(), 0, length));
        assertEquals(MessageBatch.CAPACITY / (HEADER + OrderAddedEncoder.BLOCK_LENGTH), added);
    }

    @Test
    void shouldReadTheBlockLengthUnsigned() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[HEADER + 3]);
        final MessageHeaderEncoder header = new MessageHeaderEncoder().wrap(buffer, 3);
        for (final int blockLength : new int[] {0, 0x7FFF, 0x8000, 0xFF00, 0xFFFE}) {
            header.blockLength(blockLength);
            assertEquals(HEADER + blockLength, MessageBatch.messageLength(buffer, 3));
        }
    }

    private void added(final int sequence) {
        final int offset = batch.claim(OrderAddedEncoder.BLOCK_LENGTH);
        new OrderAddedEncoder()
                .wrapAndApplyHeader(batch.buffer(), offset, new MessageHeaderEncoder())
                .sequence(sequence)
                .transactTimeNs(-1)
                .orderId(-1)
                .price(-1)
                .qty(-1)
                .instrumentId(-1)
                .side(Side.SELL);
    }

    private void deleted(final int sequence) {
        final int offset = batch.claim(OrderDeletedEncoder.BLOCK_LENGTH);
        new OrderDeletedEncoder()
                .wrapAndApplyHeader(batch.buffer(), offset, new MessageHeaderEncoder())
                .sequence(sequence)
                .transactTimeNs(-1)
                .orderId(-1)
                .instrumentId(-1);
    }

    private static List<String> messages(final UnsafeBuffer buffer, final int offset, final int length) {
        final List<String> messages = new ArrayList<>();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        int at = offset;
        while (at < offset + length) {
            header.wrap(buffer, at);
            messages.add(
                    header.templateId() == OrderAddedDecoder.TEMPLATE_ID
                            ? "added "
                                    + new OrderAddedDecoder()
                                            .wrapAndApplyHeader(buffer, at, header)
                                            .sequence()
                            : "deleted "
                                    + new OrderDeletedDecoder()
                                            .wrapAndApplyHeader(buffer, at, header)
                                            .sequence());
            at += MessageBatch.messageLength(buffer, at);
        }
        assertEquals(offset + length, at);
        return messages;
    }
}
