/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

/** The engine of this exchange with its commands in memory. */
final class CoreDriver extends CoreRun implements EngineDriver {
    private final CoreCommands commands;
    private final CoreReports reports;

    CoreDriver(final CoreCommands commands, final CoreReports reports) {
        super(commands);
        this.commands = commands;
        this.reports = reports;
    }

    @Override
    public void feed(final int from, final int to) {
        for (int i = from; i < to; i++) {
            onMessage(i, commands.buffer(), CoreCommands.offset(i), commands.length(i), reports);
        }
    }
}
