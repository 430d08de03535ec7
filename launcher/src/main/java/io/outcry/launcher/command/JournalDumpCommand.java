/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.journal.JournalReader;
import io.outcry.launcher.journal.FrameText;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the frames of a journal. */
@Command(
        name = "dump",
        description = "Prints every frame: sequence, time, message, fields.",
        mixinStandardHelpOptions = true)
final class JournalDumpCommand implements Callable<Integer> {
    private static final int FRAME_LIMIT = 4096;

    @Mixin
    private JournalRun run;

    @Option(names = "--events", description = "The events instead of the commands.")
    private boolean events;

    @Option(
            names = "--from",
            paramLabel = "SEQUENCE",
            defaultValue = "1",
            description = "First frame. Default: ${DEFAULT-VALUE}.")
    private long from;

    @Option(names = "--to", paramLabel = "SEQUENCE", description = "Last frame. Default: the last one.")
    private long to = Long.MAX_VALUE;

    @Override
    public Integer call() {
        final FrameText text = new FrameText();
        try (JournalReader reader = JournalReader.open(events ? run.events() : run.commands());
                PrintStream out = new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                        false,
                        StandardCharsets.UTF_8)) {
            while (reader.lastSequence() < to
                    && !out.checkError()
                    && reader.poll(
                                    (sequence, timeNs, buffer, offset, length) -> {
                                        if (sequence >= from && sequence <= to) {
                                            out.println(text.line(sequence, timeNs, buffer, offset));
                                        }
                                    },
                                    FRAME_LIMIT)
                            > 0) {}
        }
        return 0;
    }
}
