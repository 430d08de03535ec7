/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads the configuration: the defaults of the jar, below the user's file, below {@code --set} options in their order.
 * Maps are merged, lists and single values replaced; then variables of the environment are filled in.
 */
public final class ConfigLoader {
    private static final String DEFAULT_RESOURCE = "/outcry.yaml";
    private static final String DEFAULT_LABEL = "built-in outcry.yaml";
    private static final int MAX_FILE_BYTES = 2 << 20;

    private ConfigLoader() {}

    /**
     * Loads and checks everything.
     *
     * @param file user's file, given by {@code --config}
     * @param sets options {@code path=value}, given by {@code --set}
     * @param env variables that may stand in values
     * @return complete and consistent
     * @throws ConfigException at the first mistake
     */
    public static OutcryConfig load(final Optional<Path> file, final List<String> sets, final Map<String, String> env) {
        ConfigNode root = read(defaultYaml(), DEFAULT_LABEL).orElseThrow();
        if (file.isPresent()) {
            final Optional<ConfigNode> user = read(text(file.get()), file.get().toString());
            root = user.isPresent() ? root.overriddenBy(user.get()) : root;
        }
        for (final String set : sets) {
            root = SetOption.parse(set).applyTo(root);
        }
        return OutcryBinder.bind(new Setting(root, "", new Environment(env)));
    }

    /**
     * The defaults, with a comment on each key.
     *
     * @return YAML
     */
    public static String defaultYaml() {
        try (InputStream in = ConfigLoader.class.getResourceAsStream(DEFAULT_RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ConfigNode> read(final String text, final String label) {
        return new YamlReader(line -> Origin.line(label, line)).read(text);
    }

    private static String text(final Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            final byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new ConfigException(file + ": larger than " + MAX_FILE_BYTES + " bytes; give a smaller file");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (final CharacterCodingException e) {
            throw new ConfigException(file + ": not UTF-8 text; give a YAML file in UTF-8", e);
        } catch (final IOException e) {
            throw new ConfigException(file + ": " + reason(file, e), e);
        }
    }

    private static String reason(final Path file, final IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file; give the path of a YAML file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied; make the file readable";
        }
        return Files.isDirectory(file)
                ? "it is a folder; give the path of a YAML file"
                : "it cannot be read: " + e.getMessage();
    }
}
