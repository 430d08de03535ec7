/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.orderentry.NewOrderSingleEncoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableRingBuffer;
import org.agrona.MutableDirectBuffer;

/** Commands that are sent and not answered, in order, so that they can be sent again. Bounded; never allocates after its start. */
final class SentCommands {
    /** Takes a command; false to stop before it. */
    interface Sender {
        boolean send(DirectBuffer buffer, int offset, int length);
    }

    private static final int CAPACITY = 512 * 1024;
    private static final int SEQ_NUM_OFFSET =
            MessageHeaderEncoder.ENCODED_LENGTH + NewOrderSingleEncoder.seqNumEncodingOffset();

    private final ExpandableRingBuffer commands = new ExpandableRingBuffer(CAPACITY, CAPACITY, true);
    private final ExpandableRingBuffer.MessageConsumer answered = this::isAnswered;
    private long lastAnswered;

    /** False if there is no room: nothing was done. */
    boolean add(final DirectBuffer buffer, final int offset, final int length) {
        return commands.append(buffer, offset, length);
    }

    /** Forgets the commands up to this number. */
    void answered(final long seqNum) {
        lastAnswered = seqNum;
        commands.consume(answered, Integer.MAX_VALUE);
    }

    /** Hands the commands on from this number on, in order, until one is not taken. */
    void resend(final long fromSeqNum, final Sender sender) {
        commands.forEach(
                (buffer, offset, length, headOffset) ->
                        seqNum(buffer, offset) < fromSeqNum || sender.send(buffer, offset, length),
                Integer.MAX_VALUE);
    }

    private boolean isAnswered(
            final MutableDirectBuffer buffer, final int offset, final int length, final int headOffset) {
        return seqNum(buffer, offset) <= lastAnswered;
    }

    private static long seqNum(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + SEQ_NUM_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }
}
