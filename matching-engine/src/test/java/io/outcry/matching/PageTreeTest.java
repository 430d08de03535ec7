/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree against a {@link TreeMap} of the same pages. */
class PageTreeTest {
    private static final long LEAST_NUMBER = Long.MIN_VALUE >> PricePages.PRICES_SHIFT;
    private static final long GREATEST_NUMBER = Long.MAX_VALUE >> PricePages.PRICES_SHIFT;
    private static final int MANY = 100_000;

    private final PricePages pages = new PricePages();
    private final PageTree tree = new PageTree();
    private final TreeMap<Long, Long> expected = new TreeMap<>();

    @Test
    void shouldFindNothingWhenEmpty() {
        assertEquals(0, tree.last());
        for (final long number : new long[] {0, 1, -1, LEAST_NUMBER, GREATEST_NUMBER}) {
            assertEquals(0, tree.find(number));
            assertEquals(0, tree.lower(number));
        }
    }

    @Test
    void shouldFindTheOnlyPageAndNothingAfterIt() {
        for (final long number : new long[] {0, -1, LEAST_NUMBER, GREATEST_NUMBER}) {
            add(number);
            assertSame(number, number - 1, number + 1);
            remove(number);
            assertSame(number, number - 1, number + 1);
        }
    }

    @Test
    void shouldOrderTheMostExtremeNumbers() {
        final long[] numbers = {0, GREATEST_NUMBER, -1, LEAST_NUMBER, 1, GREATEST_NUMBER - 1, LEAST_NUMBER + 1};
        for (final long number : numbers) {
            add(number);
            assertSame(numbers);
        }
        for (final long number : numbers) {
            remove(number);
            assertSame(numbers);
        }
    }

    @Test
    void shouldHoldAscendingNumbers() {
        addAndRemoveAll(numbers(), numbers());
    }

    @Test
    void shouldHoldDescendingNumbers() {
        final List<Long> descending = numbers();
        Collections.reverse(descending);
        addAndRemoveAll(descending, numbers());
        addAndRemoveAll(numbers(), descending);
    }

    @Test
    void shouldHoldShuffledNumbers() {
        final List<Long> coming = numbers();
        final List<Long> leaving = numbers();
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(coming, new Random(seed));
            Collections.shuffle(leaving, new Random(~seed));
            addAndRemoveAll(coming, leaving);
        }
    }

    @Tag("large")
    @Test
    void shouldAgreeWithASortedMapWhateverHappens() {
        final long seed = Long.getLong("outcry.seed", System.nanoTime());
        final Random random = new Random(seed);
        try {
            for (int change = 0; change < 200_000; change++) {
                final int range = 1 << random.nextInt(12);
                final long number = random.nextInt(20) == 0
                        ? random.nextLong() >> PricePages.PRICES_SHIFT
                        : random.nextInt(range) - range / 2;
                if (expected.containsKey(number)) {
                    remove(number);
                } else {
                    add(number);
                }
                assertSame(
                        number,
                        number - 1,
                        number + 1,
                        random.nextInt(4_096) - 2_048,
                        random.nextLong() >> PricePages.PRICES_SHIFT);
            }
        } catch (final AssertionError e) {
            throw new AssertionError("-Doutcry.seed=" + seed + ": " + e.getMessage(), e);
        }
        assertWalk();
    }

    /** 100,000 perfectly balanced pages are 17 deep. */
    @Tag("large")
    @ParameterizedTest
    @ValueSource(longs = {1, -1, 2, 3, 4_096, 1L << 20, 1L << 41})
    void shouldStayShallowWhenNumbersAscendOrDescend(final long step) {
        for (long i = 0; i < MANY; i++) {
            add(i * step);
            if (i == MANY / 100) {
                assertDepth(10, 40);
            }
        }
        assertDepth(17, 60);
        for (long i = 0; i < MANY; i += 2) {
            remove(i * step);
        }
        assertDepth(16, 60);
    }

    private void assertDepth(final int least, final int most) {
        final int depth = depth();
        assertTrue(depth >= least && depth <= most, () -> "depth " + depth + " of " + expected.size() + " pages");
    }

    @Test
    void shouldHaveTheSameShapeWhateverTheOrderOfChanges() {
        final List<Long> numbers = numbers();
        numbers.forEach(this::add);
        final Set<String> shape = shape();
        Collections.shuffle(numbers, new Random(1));
        numbers.forEach(this::remove);
        Collections.shuffle(numbers, new Random(2));
        numbers.forEach(this::add);
        for (long number = 7_000; number < 8_000; number++) {
            add(number);
        }
        for (long number = 7_000; number < 8_000; number++) {
            remove(number);
        }
        assertEquals(shape, shape());
    }

    @Test
    void shouldKeepTreesOfTheSamePagesApart() {
        final PageTree other = new PageTree();
        add(1);
        final long page = pages.acquire(2);
        other.add(page);
        assertEquals(0, tree.find(2));
        assertEquals(0, other.find(1));
        assertEquals(page, other.last());
        assertSame(1, 2);
    }

    private static List<Long> numbers() {
        return new ArrayList<>(
                LongStream.range(-1_000, 1_000).map(i -> i * 3).boxed().toList());
    }

    private void addAndRemoveAll(final Collection<Long> coming, final Collection<Long> leaving) {
        for (final long number : coming) {
            add(number);
            assertSame(number, number + 1, number + 2);
        }
        assertWalk();
        for (final long number : leaving) {
            remove(number);
            assertSame(number, number + 1, number + 2);
        }
        assertEquals(0, tree.last());
    }

    private void add(final long number) {
        final long page = pages.acquire(number);
        tree.add(page);
        expected.put(number, page);
    }

    /** The page that leaves goes back to the pool, which writes into its links. */
    private void remove(final long number) {
        final long page = expected.remove(number);
        tree.remove(page);
        pages.release(page);
    }

    private void assertSame(final long... numbers) {
        assertEquals(expected.isEmpty() ? 0 : expected.lastEntry().getValue(), tree.last());
        for (final long number : numbers) {
            assertEquals(expected.getOrDefault(number, 0L), tree.find(number));
            final Map.Entry<Long, Long> lower = expected.lowerEntry(number);
            assertEquals(lower == null ? 0 : lower.getValue(), tree.lower(number));
        }
    }

    private void assertWalk() {
        final List<Long> walked = new ArrayList<>();
        for (long page = tree.last(); page != 0; page = tree.lower(PricePages.number(page))) {
            walked.add(page);
        }
        assertEquals(List.copyOf(expected.descendingMap().values()), walked);
    }

    /** Pages on the longest way down from the one page that no other page leads to. */
    private int depth() {
        final Map<Long, Long> parents = new HashMap<>();
        for (final long page : expected.values()) {
            parents.put(left(page), page);
            parents.put(right(page), page);
        }
        final Set<Long> roots = new HashSet<>(expected.values());
        roots.removeAll(parents.keySet());
        assertEquals(1, roots.size());
        int depth = 0;
        List<Long> row = List.copyOf(roots);
        while (!row.isEmpty()) {
            depth++;
            final List<Long> below = new ArrayList<>();
            for (final long page : row) {
                below.add(left(page));
                below.add(right(page));
            }
            below.removeIf(page -> page == 0);
            row = below;
        }
        return depth;
    }

    private Set<String> shape() {
        final Set<String> shape = new HashSet<>();
        for (final long page : expected.values()) {
            shape.add(numberOrNone(left(page)) + " < " + PricePages.number(page) + " > " + numberOrNone(right(page)));
        }
        return shape;
    }

    private static String numberOrNone(final long page) {
        return page == 0 ? "none" : "" + PricePages.number(page);
    }

    private static long left(final long page) {
        return UnsafeApi.getLong(PricePages.leftLink(page));
    }

    private static long right(final long page) {
        return UnsafeApi.getLong(PricePages.rightLink(page));
    }
}
