/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A file system of some MiB that a test may fill; only root can mount one, so for others its tests are skipped. */
final class SmallDisk implements AutoCloseable {
    private static final int MIB = 1 << 20;
    private static final long TIMEOUT_S = 20;

    private final Path directory;
    private final Path ballast;

    private SmallDisk(final Path directory) {
        this.directory = directory;
        ballast = directory.resolve("ballast");
    }

    static SmallDisk mount(final Path directory, final int sizeMib) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        final boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=" + sizeMib + "m", "tmpfs", directory.toString());
        Assumptions.assumeTrue(mounted, "skipped: this user may not mount a small tmpfs, on which a disk becomes full");
        return new SmallDisk(directory);
    }

    Path directory() {
        return directory;
    }

    /** Leaves only so much room. */
    void fillUpTo(final int freeMib) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long rest = rest(freeMib); rest > 0; rest = rest(freeMib)) {
                out.write(new byte[(int) Math.min(rest, MIB)]);
            }
        } catch (final IOException e) {
            if (rest(0) > 0) { // else somebody else was faster
                throw e;
            }
        }
    }

    private long rest(final int freeMib) throws IOException {
        return Files.getFileStore(directory).getUsableSpace() - (long) freeMib * MIB;
    }

    void makeRoom() throws IOException {
        Files.delete(ballast);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "--lazy", directory.toString());
    }

    private static boolean run(final String... command) throws IOException, InterruptedException {
        final Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
        return process.waitFor(TIMEOUT_S, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
