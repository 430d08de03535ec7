/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads configurations that are written in the test; errors call the file {@code user.yaml}. */
final class ConfigFixture {
    private final Path folder;

    ConfigFixture(final Path folder) {
        this.folder = folder;
    }

    static OutcryConfig loadDefault() {
        return loadWithSets();
    }

    static OutcryConfig loadWithSets(final String... sets) {
        return ConfigLoader.load(Optional.empty(), List.of(sets), Map.of());
    }

    OutcryConfig load(final String yaml, final Map<String, String> env, final String... sets) throws IOException {
        final Path file = folder.resolve("user.yaml");
        Files.writeString(file, yaml);
        return ConfigLoader.load(Optional.of(file), List.of(sets), env);
    }

    OutcryConfig load(final String yaml) throws IOException {
        return load(yaml, Map.of());
    }

    void assertError(final String message, final String yaml, final String... sets) {
        assertError(message, yaml, Map.of(), sets);
    }

    void assertError(final String message, final String yaml, final Map<String, String> env, final String... sets) {
        final var error = assertThrows(ConfigException.class, () -> load(yaml, env, sets));
        assertEquals(message, error.getMessage().replace(folder + "/", ""));
    }

    static void assertSetError(final String message, final String... sets) {
        assertEquals(
                message,
                assertThrows(ConfigException.class, () -> loadWithSets(sets)).getMessage());
    }
}
