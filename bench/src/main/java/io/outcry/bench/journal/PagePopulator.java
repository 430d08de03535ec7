/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.journal;

import io.outcry.journal.JournalWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Prepares pages of a journal on a thread of its own, as the follower does in the exchange. */
final class PagePopulator implements AutoCloseable {
    private static final long IDLE_NS = TimeUnit.MICROSECONDS.toNanos(50);

    private final JournalWriter journal;
    private final Thread thread = new Thread(this::populate, "pages");
    private volatile boolean isClosed;

    PagePopulator(final JournalWriter journal) {
        this.journal = journal;
        thread.start();
    }

    private void populate() {
        while (!isClosed) {
            if (!journal.populateAhead()) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        thread.join();
    }
}
