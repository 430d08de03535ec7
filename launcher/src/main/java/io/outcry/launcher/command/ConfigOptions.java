/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.launcher.config.ConfigLoader;
import io.outcry.launcher.config.OutcryConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that choose a configuration. */
final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration on top of the built-in default; config/outcry.yaml documents every key.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Overrides one value, such as gateway.maxSessions=8 or instruments[0].tickSize=0.05.")
    private List<String> sets = new ArrayList<>();

    OutcryConfig load() {
        return ConfigLoader.load(Optional.ofNullable(file), sets, System.getenv());
    }

    /** The same options for a child process. */
    List<String> arguments() {
        final List<String> arguments = new ArrayList<>();
        if (file != null) {
            arguments.add("--config");
            arguments.add(file.toAbsolutePath().toString());
        }
        for (final String set : sets) {
            arguments.add("--set");
            arguments.add(set);
        }
        return arguments;
    }
}
