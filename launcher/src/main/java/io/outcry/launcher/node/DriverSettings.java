/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.node;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.driver.exceptions.ActiveDriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * Settings of the media driver. A reader that stops is dropped after some milliseconds, so that it cannot hold a stream:
 * a quarter of the window holds what is sent in window limit + linger + timer interval. A dead client is noticed after
 * {@link #CLIENT_LIVENESS_NS}.
 */
final class DriverSettings {
    private static final long CLIENT_LIVENESS_NS = TimeUnit.SECONDS.toNanos(5);

    private DriverSettings() {}

    static MediaDriver launch(final Path directory, final ThreadingMode threadingMode, final Runnable onTerminate) {
        final MediaDriver.Context context = new MediaDriver.Context()
                .aeronDirectoryName(directory.toString())
                .dirDeleteOnShutdown(true)
                .threadingMode(threadingMode)
                .asyncExecutorEnabled(false)
                .sharedIdleStrategy(new StagedIdleStrategy(true))
                .terminationHook(onTerminate)
                .clientLivenessTimeoutNs(CLIENT_LIVENESS_NS)
                .timerIntervalNs(TimeUnit.MILLISECONDS.toNanos(4))
                .untetheredWindowLimitTimeoutNs(TimeUnit.MILLISECONDS.toNanos(10))
                .untetheredLingerTimeoutNs(TimeUnit.MILLISECONDS.toNanos(5))
                .untetheredRestingTimeoutNs(TimeUnit.MILLISECONDS.toNanos(50))
                .ipcPublicationTermWindowLength(0)
                .warnIfDirectoryExists(false);
        try {
            final MediaDriver driver = MediaDriver.launch(context);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            return driver;
        } catch (final IOException e) {
            throw new ExchangeStartException("cannot protect the Aeron directory " + directory, e);
        } catch (final ActiveDriverException e) {
            throw new ExchangeStartException(
                    "the Aeron directory " + directory
                            + " is in use by a running exchange; stop it, or choose another with --set aeronDir=DIR",
                    e);
        }
    }
}
