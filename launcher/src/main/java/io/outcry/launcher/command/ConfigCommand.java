/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.launcher.config.ConfigPrinter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the configuration. */
@Command(name = "config", description = "Shows the configuration.", mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "show is needed");
    }

    @Command(
            name = "show",
            description = "Prints the effective configuration, secrets masked.",
            mixinStandardHelpOptions = true)
    int show(@Mixin final ConfigOptions options) {
        System.out.print(ConfigPrinter.print(options.load()));
        return 0;
    }
}
