/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import org.agrona.UnsafeApi;

/**
 * Price pages by number, as a treap: a search tree by number that is a heap by a hash of the number, so that its depth is
 * logarithmic whatever the order of changes, and its shape follows from its content alone. The links are in the pages.
 * See C. Aragon, R. Seidel, Randomized Search Trees, 1989.
 */
final class PageTree {
    private static final long HASH_MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long root;

    PageTree() {
        root = NativeMemory.allocate(this, Long.BYTES);
        UnsafeApi.putLong(root, 0);
    }

    /** Returns 0 if there is no page with this number. */
    long find(final long number) {
        long page = UnsafeApi.getLong(root);
        while (page != 0 && PricePages.number(page) != number) {
            page = UnsafeApi.getLong(linkTowards(page, number));
        }
        return page;
    }

    /** Page with the highest number, or 0. */
    long last() {
        long last = 0;
        for (long page = UnsafeApi.getLong(root); page != 0; page = UnsafeApi.getLong(PricePages.rightLink(page))) {
            last = page;
        }
        return last;
    }

    /** Page with the highest number below a number, or 0. */
    long lower(final long number) {
        long lower = 0;
        long page = UnsafeApi.getLong(root);
        while (page != 0) {
            if (PricePages.number(page) < number) {
                lower = page;
                page = UnsafeApi.getLong(PricePages.rightLink(page));
            } else {
                page = UnsafeApi.getLong(PricePages.leftLink(page));
            }
        }
        return lower;
    }

    /** Adds a page whose number is not in the tree. */
    void add(final long page) {
        final long number = PricePages.number(page);
        final long priority = priority(page);
        long link = root;
        long below = UnsafeApi.getLong(link);
        while (below != 0 && priority(below) >= priority) {
            link = linkTowards(below, number);
            below = UnsafeApi.getLong(link);
        }
        UnsafeApi.putLong(link, page);
        split(below, number, PricePages.leftLink(page), PricePages.rightLink(page));
    }

    /** Removes a page of the tree. */
    void remove(final long page) {
        final long number = PricePages.number(page);
        long link = root;
        for (long at = UnsafeApi.getLong(link); at != page; at = UnsafeApi.getLong(link)) {
            link = linkTowards(at, number);
        }
        merge(link, UnsafeApi.getLong(PricePages.leftLink(page)), UnsafeApi.getLong(PricePages.rightLink(page)));
    }

    private static void split(final long tree, final long number, final long lowerLink, final long higherLink) {
        long lower = lowerLink;
        long higher = higherLink;
        long page = tree;
        while (page != 0) {
            if (PricePages.number(page) < number) {
                UnsafeApi.putLong(lower, page);
                lower = PricePages.rightLink(page);
                page = UnsafeApi.getLong(lower);
            } else {
                UnsafeApi.putLong(higher, page);
                higher = PricePages.leftLink(page);
                page = UnsafeApi.getLong(higher);
            }
        }
        UnsafeApi.putLong(lower, 0);
        UnsafeApi.putLong(higher, 0);
    }

    private static void merge(final long into, final long lowerTree, final long higherTree) {
        long link = into;
        long lower = lowerTree;
        long higher = higherTree;
        while (lower != 0 && higher != 0) {
            if (priority(lower) >= priority(higher)) {
                UnsafeApi.putLong(link, lower);
                link = PricePages.rightLink(lower);
                lower = UnsafeApi.getLong(link);
            } else {
                UnsafeApi.putLong(link, higher);
                link = PricePages.leftLink(higher);
                higher = UnsafeApi.getLong(link);
            }
        }
        UnsafeApi.putLong(link, lower != 0 ? lower : higher);
    }

    private static long linkTowards(final long page, final long number) {
        return number < PricePages.number(page) ? PricePages.leftLink(page) : PricePages.rightLink(page);
    }

    private static long priority(final long page) {
        final long product = PricePages.number(page) * HASH_MULTIPLIER;
        return (product ^ product >>> Integer.SIZE) * HASH_MULTIPLIER;
    }
}
