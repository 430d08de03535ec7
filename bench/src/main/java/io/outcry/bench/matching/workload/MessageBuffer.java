/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * Messages in native memory, each a record of 40 bytes, little endian: u8 type, u8 side (0 buy, 1 sell), u8 immediate or
 * cancel, u8 zero, u32 quantity, u64 sequence, u64 order id, i64 price, i64 zero. The sequence is the position, from 0.
 *
 * <p>Readers do not check the position, as they stand inside the measured time. Needs a little-endian machine.
 */
public final class MessageBuffer {
    private static final int RECORD_LENGTH = 40;
    private static final int QTY_OFFSET = 4;
    private static final int SEQUENCE_OFFSET = 8;
    private static final int ORDER_ID_OFFSET = 16;
    private static final int PRICE_OFFSET = 24;
    private static final int HEADER_LENGTH = 16;
    private static final long MAGIC = 0x4D4542575F303031L;
    private static final int VERSION = 1;

    private ByteBuffer records;
    private long address;
    private int count;

    /**
     * Makes an empty one, which grows.
     *
     * @param expected how many messages will be added, about
     */
    public MessageBuffer(final int expected) {
        allocate(Math.max(expected, 1));
    }

    /**
     * Appends a message.
     *
     * @param type one of {@link MessageType}
     * @param buy whether it is about a buy order
     * @param immediateOrCancel whether the rest of a new order is cancelled instead of resting
     * @param qty lots, 0 to 2^32 - 1
     * @param orderId name of the order
     * @param price ticks
     */
    public void add(
            final int type,
            final boolean buy,
            final boolean immediateOrCancel,
            final long qty,
            final long orderId,
            final long price) {
        if ((count + 1) * (long) RECORD_LENGTH > records.capacity()) {
            grow();
        }
        final int offset = count * RECORD_LENGTH;
        records.put(offset, (byte) type);
        records.put(offset + 1, (byte) (buy ? 0 : 1));
        records.put(offset + 2, (byte) (immediateOrCancel ? 1 : 0));
        records.putInt(offset + QTY_OFFSET, (int) qty);
        records.putLong(offset + SEQUENCE_OFFSET, count);
        records.putLong(offset + ORDER_ID_OFFSET, orderId);
        records.putLong(offset + PRICE_OFFSET, price);
        count++;
    }

    /**
     * How many messages there are.
     *
     * @return 0 or more
     */
    public int count() {
        return count;
    }

    /**
     * Type of a message.
     *
     * @param index 0 to the count, exclusive
     * @return one of {@link MessageType}
     */
    public int type(final int index) {
        return UnsafeApi.getByte(record(index));
    }

    /**
     * Side of a message.
     *
     * @param index 0 to the count, exclusive
     * @return whether it is about a buy order
     */
    public boolean buy(final int index) {
        return UnsafeApi.getByte(record(index) + 1) == 0;
    }

    /**
     * Time in force of a new order.
     *
     * @param index 0 to the count, exclusive
     * @return whether its rest is cancelled instead of resting
     */
    public boolean immediateOrCancel(final int index) {
        return UnsafeApi.getByte(record(index) + 2) != 0;
    }

    /**
     * Quantity of a message.
     *
     * @param index 0 to the count, exclusive
     * @return lots
     */
    public long qty(final int index) {
        return UnsafeApi.getInt(record(index) + QTY_OFFSET) & 0xffff_ffffL;
    }

    /**
     * Sequence of a message.
     *
     * @param index 0 to the count, exclusive
     * @return the same number
     */
    public long sequence(final int index) {
        return UnsafeApi.getLong(record(index) + SEQUENCE_OFFSET);
    }

    /**
     * Order that a message is about.
     *
     * @param index 0 to the count, exclusive
     * @return its name
     */
    public long orderId(final int index) {
        return UnsafeApi.getLong(record(index) + ORDER_ID_OFFSET);
    }

    /**
     * Price of a message.
     *
     * @param index 0 to the count, exclusive
     * @return ticks
     */
    public long price(final int index) {
        return UnsafeApi.getLong(record(index) + PRICE_OFFSET);
    }

    /**
     * Writes the file that the survey's generator writes: a header of u64 magic, u32 version and u32 count, then the records.
     *
     * @param channel receives it
     * @throws IOException if the channel fails
     */
    public void writeFile(final WritableByteChannel channel) throws IOException {
        final ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        writeFully(channel, header.putLong(MAGIC).putInt(VERSION).putInt(count).flip());
        writeFully(channel, records.duplicate().clear().limit(count * RECORD_LENGTH));
    }

    private static void writeFully(final WritableByteChannel channel, final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private long record(final int index) {
        return address + (long) index * RECORD_LENGTH;
    }

    private void grow() {
        final ByteBuffer old = records.clear().limit(count * RECORD_LENGTH);
        allocate(Math.addExact(count, count / 2 + 1));
        records.put(0, old, 0, old.limit());
        BufferUtil.free(old);
    }

    private void allocate(final int capacity) {
        records = ByteBuffer.allocateDirect(Math.multiplyExact(capacity, RECORD_LENGTH))
                .order(ByteOrder.LITTLE_ENDIAN);
        address = BufferUtil.address(records);
    }
}
