/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

/** The engine of this exchange with its commands in memory. Events are forgotten after each batch, as if they were sent. */
final class CoreDriver implements EngineDriver {
    private static final int BATCH = 64;

    private final CoreCommands commands;
    private final CoreReports reports;
    private final CoreRun run;

    CoreDriver(final CoreCommands commands, final CoreReports reports) {
        this.commands = commands;
        this.reports = reports;
        run = new CoreRun(commands);
    }

    @Override
    public void feed(final int from, final int to) {
        for (int i = from; i < to; i++) {
            if (reports.isAudited() || i % BATCH == 0) {
                run.events().clear();
            }
            run.onCommand(i, commands.buffer(), CoreCommands.offset(i), commands.length(i));
            if (reports.isAudited()) {
                reports.onEvents(i, run.events());
            }
        }
    }

    @Override
    public long bestBid() {
        return run.bestBid();
    }

    @Override
    public long bestAsk() {
        return run.bestAsk();
    }

    @Override
    public long depth(final boolean buy, final long price) {
        return run.depth(buy, price);
    }

    @Override
    public long proof() {
        return run.eventHash();
    }
}
