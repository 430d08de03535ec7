/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The folder of one exchange, and the right to write there. The operating system drops the lock when its process dies, so
 * that nothing needs cleaning up after a crash.
 */
public final class JournalDirectory implements AutoCloseable {
    private static final String LOCK_FILE = "lock";

    // POSIX drops a process's lock when the process closes any descriptor of the file, so this process must not even
    // try twice.
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path path;
    private final FileChannel channel;

    private JournalDirectory(final Path path, final FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Where the commands queue is: the truth.
     *
     * @param directory of the exchange
     * @return directory for {@link JournalWriter} and {@link JournalReader}
     */
    public static Path commands(final Path directory) {
        return directory.resolve("commands");
    }

    /**
     * Where the events queue is: derived from the commands.
     *
     * @param directory of the exchange
     * @return directory for {@link JournalWriter} and {@link JournalReader}
     */
    public static Path events(final Path directory) {
        return directory.resolve("events");
    }

    /**
     * Where the snapshots are.
     *
     * @param directory of the exchange
     * @return directory for {@link Snapshots}
     */
    public static Path snapshots(final Path directory) {
        return directory.resolve("snapshots");
    }

    /**
     * Where the states of an engine and of its follower are kept when they are not the same.
     *
     * @param directory of the exchange
     * @return directory, which is not there if that never happened
     */
    public static Path divergence(final Path directory) {
        return directory.resolve("divergence");
    }

    /**
     * Claims a folder for this engine.
     *
     * @param directory of the exchange, created if missing
     * @return held until {@link #close} or the end of the process
     * @throws JournalException if another engine holds it, or it cannot be used
     */
    public static JournalDirectory lock(final Path directory) {
        synchronized (HELD_HERE) {
            try {
                Files.createDirectories(directory);
                final Path path = directory.toRealPath().resolve(LOCK_FILE);
                if (HELD_HERE.contains(path)) {
                    throw inUse(
                            directory, String.valueOf(ProcessHandle.current().pid()));
                }
                return lockFile(directory, path);
            } catch (final IOException ex) {
                throw new JournalException("cannot lock " + directory.toAbsolutePath(), ex);
            }
        }
    }

    /**
     * Whether an engine holds a folder. Changes nothing.
     *
     * @param directory of the exchange
     * @return false too if there is no such folder
     * @throws JournalException if its lock cannot be read
     */
    public static boolean isInUse(final Path directory) {
        synchronized (HELD_HERE) {
            final Path path = directory.toAbsolutePath().resolve(LOCK_FILE);
            try {
                return Files.exists(path) && (HELD_HERE.contains(path.toRealPath()) || isLockedElsewhere(path));
            } catch (final IOException ex) {
                throw new JournalException("cannot read " + path, ex);
            }
        }
    }

    /** Gives the folder up; closing twice does nothing. */
    @Override
    public void close() {
        synchronized (HELD_HERE) {
            try {
                if (channel.isOpen()) {
                    channel.close();
                    HELD_HERE.remove(path);
                }
            } catch (final IOException ex) {
                throw new JournalException("cannot release " + path, ex);
            }
        }
    }

    private static JournalDirectory lockFile(final Path directory, final Path path) throws IOException {
        final FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw inUse(directory, Files.readString(path).trim());
        }
        writeOwner(channel);
        HELD_HERE.add(path);
        return new JournalDirectory(path, channel);
    }

    private static boolean isLockedElsewhere(final Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.tryLock(0, Long.MAX_VALUE, true) == null;
        }
    }

    private static void writeOwner(final FileChannel channel) throws IOException {
        final String owner = ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static JournalException inUse(final Path directory, final String owner) {
        return new JournalException(directory.toAbsolutePath() + " is in use by process " + owner
                + ": stop it, or give this engine a folder of its own");
    }
}
