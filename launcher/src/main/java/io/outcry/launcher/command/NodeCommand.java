/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.launcher.config.OutcryConfig;
import io.outcry.launcher.node.DedicatedExchange;
import io.outcry.launcher.node.Node;
import io.outcry.launcher.node.NodeContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one part of an exchange as a process of its own. */
@Command(
        name = "node",
        description = "Runs one part of an exchange as a process of its own; all parts share an Aeron directory.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Start driver, engine, gateway and market-data, in this order and with the same configuration;",
            "'outcry --mode dedicated' does that for you."
        })
final class NodeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions configOptions;

    @Parameters(paramLabel = "ROLE", description = "driver, engine, gateway or market-data.")
    private String name;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Folder of the journal, the same for engine, gateway and market-data, which need it.")
    private Path directory;

    @Option(
            names = "--supervised",
            hidden = true,
            description = "Says when it is ready, and stops when standard input ends.")
    private boolean supervised;

    @Override
    public Integer call() throws InterruptedException {
        final Node.Role role = role();
        if (directory == null && role != Node.Role.DRIVER) {
            throw new CommandLine.ParameterException(spec.commandLine(), name + " needs --data-dir");
        }
        final OutcryConfig config = configOptions.load();
        try (StopSignal stop = new StopSignal()) {
            final NodeContext context = new NodeContext(config, directory, stop::raise);
            try (Node node = Node.launch(role, context)) {
                if (supervised) {
                    System.out.println(DedicatedExchange.READY);
                    stopAtEndOfInput(stop);
                } else {
                    System.out.println(name + " runs in " + context.aeronDirectory() + "; Ctrl-C stops it");
                }
                stop.await();
                if (node.failure() != null) {
                    System.err.println("outcry: " + name + " stopped: " + node.failure());
                    return 1;
                }
            }
        }
        return 0;
    }

    private Node.Role role() {
        for (final Node.Role role : Node.Role.values()) {
            if (role.commandName().equals(name)) {
                return role;
            }
        }
        throw new CommandLine.ParameterException(
                spec.commandLine(), "'" + name + "' is none of driver, engine, gateway, market-data");
    }

    private static void stopAtEndOfInput(final StopSignal stop) {
        final Thread reader = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {}
                    } catch (final IOException e) {
                        System.err.println("outcry: standard input: " + e.getMessage());
                    }
                    stop.raise();
                },
                "end-of-input");
        reader.setDaemon(true);
        reader.start();
    }
}
