/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ProgressBar bar =
            new ProgressBar(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, "work", 1000);

    @Test
    void shouldWriteALineForEachTenth() {
        for (int done = 0; done <= 1000; done++) {
            bar.at(done);
        }
        bar.finish();
        assertEquals(11, lines().size());
        assertEquals("work [====================                    ]  50 %  500 of 1,000", lines().get(5));
    }

    @Test
    void shouldBeFullWhenMoreIsDoneThanThereWas() {
        bar.at(1001);
        assertEquals(List.of("work [" + "=".repeat(40) + "] 100 %  1,000 of 1,000"), lines());
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
