/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Named.named;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The index against a {@link HashMap}. */
class OrderIndexTest {
    private static final long HASH_MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long HASH_DIVISOR = BigInteger.valueOf(HASH_MULTIPLIER)
            .modInverse(BigInteger.TWO.pow(Long.SIZE))
            .longValue();
    private static final int FIRST_BLOCK_BIT = 35;
    private static final long LAST_BLOCK = 63;

    private final OrderPool orders = new OrderPool();
    private final OrderIndex index = new OrderIndex(orders);
    private final Map<Long, Integer> expected = new HashMap<>();

    @Test
    void shouldFindNothingWhenEmpty() {
        for (final long number : new long[] {0, 1, -1, 511, 512, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertEquals(OrderPool.NONE, index.get(number));
            assertEquals(OrderPool.NONE, index.remove(number));
            assertEquals(OrderPool.NONE, index.get(number));
        }
    }

    @Test
    void shouldFindWhatWasPutUntilItIsRemoved() {
        for (final long number : new long[] {0, 1, -1, 7, 8, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE}) {
            put(number);
            assertSame(number, number + 1, number - 1, ~number, 0);
            put(number ^ 1L << 40);
            assertSame(number, number ^ 1L << 40);
            remove(number);
            assertSame(number, number ^ 1L << 40);
            put(number);
            assertSame(number, number ^ 1L << 40);
            remove(number);
            remove(number);
            remove(number ^ 1L << 40);
            assertSame(number, number ^ 1L << 40);
        }
    }

    static Stream<Named<long[]>> numbers() {
        final Random random = new Random(1);
        return Stream.of(
                sequence("sequential from 1", i -> i + 1),
                sequence("sequential from 0", i -> i),
                sequence("sequential from 3", i -> i + 3),
                sequence("descending from -1", i -> -1 - i),
                sequence("around 0", i -> i - 5_000),
                sequence("up to the largest", i -> Long.MAX_VALUE - i),
                sequence("from the smallest", i -> Long.MIN_VALUE + i),
                sequence("nanoseconds", i -> 1_763_726_400_000_000_000L + i * 1_013),
                sequence("squares", i -> i * i),
                sequence("high half only", i -> i << 32),
                sequence("bit-reversed", Long::reverse),
                sequence("byte-reversed", Long::reverseBytes),
                sequence("the same block of every neighbourhood", i -> i * 8 + 5),
                named("random", random.longs(10_000).distinct().toArray()),
                named(
                        "random, small",
                        random.longs(10_000, 0, 1 << 15).distinct().toArray()),
                named(
                        "random, negative",
                        random.longs(10_000, Long.MIN_VALUE, 0).distinct().toArray()),
                named(
                        "single bits",
                        IntStream.range(0, Long.SIZE)
                                .mapToLong(bit -> 1L << bit)
                                .toArray()));
    }

    private static Named<long[]> sequence(final String name, final LongUnaryOperator number) {
        return named(name, LongStream.range(0, 10_000).map(number).toArray());
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void shouldKeepNumbersOfEveryKind(final long[] numbers) {
        checkAll(numbers);
    }

    @Test
    void shouldKeepMultiplesOfEveryPowerOfTwo() {
        for (int shift = 1; shift <= 40; shift++) {
            final int distance = shift;
            checkAll(LongStream.range(-1_000, 1_000).map(i -> i << distance).toArray());
        }
    }

    /** Puts all, takes half of them out and in again, takes all out; looks everywhere in between. */
    private void checkAll(final long... numbers) {
        for (int i = 0; i < numbers.length; i++) {
            assertEquals(OrderPool.NONE, index.get(numbers[i]));
            put(numbers[i]);
        }
        assertSame(numbers);
        final List<Long> shuffled = new ArrayList<>(expected.keySet());
        Collections.shuffle(shuffled, new Random(numbers.length));
        final List<Long> half = shuffled.subList(0, numbers.length / 2);
        half.forEach(this::remove);
        assertSame(numbers);
        half.forEach(this::put);
        assertSame(numbers);
        shuffled.forEach(this::remove);
        assertSame(numbers);
        assertTrue(expected.isEmpty());
    }

    @Tag("large")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldForgetHundredsOfThousandsInAnyOrder(final boolean sequential) {
        final int count = 300_000;
        final Random random = new Random(3);
        final long[] numbers = LongStream.range(0, count)
                .map(i -> sequential ? i : random.nextLong())
                .toArray();
        for (int i = 0; i < count; i++) {
            put(numbers[i]);
        }
        assertSame(numbers);
        final List<Long> leaving = new ArrayList<>(expected.keySet());
        Collections.shuffle(leaving, random);
        for (int i = 0; i < count; i++) {
            remove(leaving.get(i));
            assertSame(leaving.get(i), leaving.get(random.nextInt(count)), leaving.get(Math.min(i + 1, count - 1)));
            if (i == count / 2) {
                assertSame(numbers);
            }
        }
        assertSame(numbers);
    }

    /** All numbers want to stand in the last places of their segment, so that most stand at its start. */
    @Test
    void shouldCloseGapsAcrossTheEndOfASegment() {
        final Random random = new Random(4);
        final List<Long> numbers = new ArrayList<>();
        while (numbers.size() < 380) {
            final long block = LAST_BLOCK - (numbers.size() % 5 == 0 ? 1 : 0);
            numbers.add(numberOfHash(random, block << FIRST_BLOCK_BIT, 63L << FIRST_BLOCK_BIT));
        }
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(numbers, random);
            for (final long number : numbers) {
                put(number);
            }
            Collections.shuffle(numbers, random);
            for (final long number : numbers) {
                assertEquals(expected.get(number), index.get(number));
                remove(number);
                assertEquals(OrderPool.NONE, index.get(number));
            }
            assertTrue(expected.isEmpty());
        }
        numbers.forEach(this::put);
        for (int i = 0; i < numbers.size(); i += 3) {
            remove(numbers.get(i));
            assertSame(numbers.stream().mapToLong(Long::longValue).toArray());
        }
    }

    /** Segments are split while their entries stand in one cluster across the end. */
    @Test
    void shouldSplitClustersAcrossTheEndOfASegment() {
        final Random random = new Random(5);
        final long[] numbers = new long[5_000];
        for (int i = 0; i < numbers.length; i++) {
            final long block = (LAST_BLOCK + i % 4 / 3) & LAST_BLOCK;
            numbers[i] = numberOfHash(random, block << FIRST_BLOCK_BIT, 63L << FIRST_BLOCK_BIT);
        }
        for (int i = 0; i < numbers.length; i++) {
            put(numbers[i]);
            if (i % 3 == 2) {
                remove(numbers[random.nextInt(i)]);
            }
            if (i % 100 == 0) {
                assertSame(numbers);
            }
        }
        assertSame(numbers);
        expected.keySet().stream().sorted().toList().forEach(this::remove);
        assertSame(numbers);
    }

    @Test
    void shouldSplitAgainWhenAllGoToOneHalf() {
        final Random random = new Random(6);
        final long[] numbers = new long[2_000];
        final int likeBits = 14;
        for (int i = 0; i < numbers.length; i++) {
            final long like = i < 1_000 ? -1L : 0;
            numbers[i] = numberOfHash(random, like, -1L << (Long.SIZE - likeBits));
        }
        checkAll(numbers);
    }

    /** Numbers are the client's choice, and the hash is no secret. */
    @Test
    void shouldTakeNumbersThatWereChosenToCollide() {
        final Random random = new Random(7);
        final long[] numbers = new long[2_000];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = numberOfHash(random, 0, -1L << (Long.SIZE - 23));
        }
        checkAll(numbers);
    }

    /** As in trading: numbers go up, most orders leave soon, some stay. */
    @Tag("large")
    @Test
    void shouldAgreeWithAHashMapWhateverHappens() {
        final long seed = Long.getLong("outcry.seed", System.nanoTime());
        final Random random = new Random(seed);
        final List<Long> live = new ArrayList<>();
        final List<Long> gone = new ArrayList<>(List.of(0L));
        long next = random.nextLong();
        for (int change = 0; change < 1_000_000; change++) {
            final int most = change / 200_000 % 2 == 0 ? 20_000 : 100;
            if (live.isEmpty() || random.nextInt(100) < (live.size() < most ? 70 : 30)) {
                final long number = random.nextInt(10) == 0 ? random.nextLong() : next++;
                if (!expected.containsKey(number)) {
                    put(number);
                    live.add(number);
                }
            } else {
                final int newest = live.size() - 1;
                final int place = random.nextBoolean() ? random.nextInt(live.size()) : newest;
                final long number = live.get(place);
                live.set(place, live.get(newest));
                live.remove(newest);
                remove(number);
                gone.set(0, number);
            }
            final long number = live.isEmpty() ? 0 : live.get(random.nextInt(live.size()));
            final long[] looked = {number, gone.get(0), next, next - 1};
            for (final long each : looked) {
                if (index.get(each) != expected.getOrDefault(each, OrderPool.NONE)) {
                    throw new AssertionError("-Doutcry.seed=" + seed + ", change " + change + ", number " + each);
                }
            }
        }
        expected.forEach((number, order) -> assertEquals(order, index.get(number), () -> "-Doutcry.seed=" + seed));
    }

    @Test
    void shouldAllocateNothingOnceWarm() {
        final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        final int count = 50_000;
        final Random random = new Random(8);
        for (int i = 0; i < 2 * count; i++) {
            orders.clOrdId(orders.acquire(), i < count ? i : random.nextLong());
        }
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 10 && allocated > 0; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            int found = 0;
            for (int order = 1; order <= 2 * count; order++) {
                index.add(order);
            }
            for (int order = 1; order <= 2 * count; order++) {
                found += index.get(orders.clOrdId(order)) == order ? 1 : 0;
                found -= index.get(~orders.clOrdId(order)) == OrderPool.NONE ? 0 : 1;
            }
            for (int order = 1; order <= 2 * count; order++) {
                found += index.remove(orders.clOrdId(order)) == order ? 1 : 0;
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals(4 * count, found);
        }
        assertEquals(0, allocated);
    }

    /** A random number whose hash has the wanted bits under a mask: the hash can be undone. */
    private static long numberOfHash(final Random random, final long wanted, final long mask) {
        while (true) {
            final long hash = (random.nextLong() & ~mask) | (wanted & mask);
            final long mixed = hash * HASH_DIVISOR;
            final long neighbourhood = (mixed ^ mixed >>> Integer.SIZE) * HASH_DIVISOR;
            if (neighbourhood >>> (Long.SIZE - 3) == 0) {
                return neighbourhood << 3 | random.nextInt(8);
            }
        }
    }

    private void put(final long number) {
        final int order = orders.acquire();
        orders.clOrdId(order, number);
        index.add(order);
        expected.put(number, order);
        assertEquals(order, index.get(number));
    }

    private void remove(final long number) {
        final int order = index.remove(number);
        final Integer removed = expected.remove(number);
        assertEquals(removed == null ? OrderPool.NONE : removed, order);
        if (order != OrderPool.NONE) {
            orders.release(order);
        }
    }

    private void assertSame(final long... numbers) {
        for (final long number : numbers) {
            assertEquals(expected.getOrDefault(number, OrderPool.NONE), index.get(number), () -> "number " + number);
        }
    }
}
