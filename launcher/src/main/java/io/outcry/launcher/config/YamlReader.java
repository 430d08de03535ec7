/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Turns YAML text into nodes that know their origin. */
final class YamlReader {
    /** More than any configuration needs; bounds what aliases of aliases can grow to. */
    private static final int MAX_DEPTH = 8;

    private static final Set<Tag> IMPLICIT_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.ENV_TAG, Tag.SEQ, Tag.MAP);

    private final IntFunction<Origin> originOfLine;

    YamlReader(final IntFunction<Origin> originOfLine) {
        this.originOfLine = originOfLine;
    }

    /** Empty if there is nothing but comments. */
    Optional<ConfigNode> read(final String text) {
        return compose(text).map(root -> convert(root, origin(root), "", 0));
    }

    private Optional<Node> compose(final String text) {
        final LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        try {
            return new Compose(settings).composeString(text);
        } catch (final MarkedYamlEngineException e) {
            final int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            final String context = e.getContext() == null || e.getContext().isEmpty() ? "" : e.getContext() + ", ";
            throw syntaxError(line, context + e.getProblem() + "; check indentation, quotes and brackets", e);
        } catch (final ReaderException e) {
            final int end = text.offsetByCodePoints(0, e.getPosition());
            final int line = (int) text.substring(0, end).lines().count();
            final String character = String.format("U+%04X", e.getCodePoint());
            throw syntaxError(
                    Math.max(1, line), "character " + character + " is not allowed; write it in \"\" as an escape", e);
        } catch (final YamlEngineException e) {
            throw syntaxError(1, e.getMessage(), e);
        } catch (final StackOverflowError e) { // the composer recurses without a limit of its own
            throw syntaxError(1, "nested too deep", e);
        }
    }

    private ConfigException syntaxError(final int line, final String problem, final Throwable cause) {
        return originOfLine.apply(line).error("", "not valid YAML: " + problem, cause);
    }

    private ConfigNode convert(final Node node, final Origin origin, final String path, final int depth) {
        if (depth > MAX_DEPTH) {
            throw origin.error(path, "nested deeper than " + MAX_DEPTH + " levels");
        }
        if (!IMPLICIT_TAGS.contains(node.getTag())) {
            throw origin.error(path, "the tag " + node.getTag().getValue() + " is not supported; leave it out");
        }
        if (node instanceof MappingNode mapping) {
            return new ConfigNode.Mapping(origin, entries(mapping, path, depth));
        }
        if (node instanceof SequenceNode sequence) {
            final List<ConfigNode> items = new ArrayList<>();
            for (final Node item : sequence.getValue()) {
                items.add(convert(item, origin(item), path + "[" + items.size() + "]", depth + 1));
            }
            return new ConfigNode.Sequence(origin, items);
        }
        return new ConfigNode.Scalar(origin, ((ScalarNode) node).getValue(), Tag.NULL.equals(node.getTag()));
    }

    private Map<String, ConfigNode> entries(final MappingNode mapping, final String path, final int depth) {
        final Map<String, ConfigNode> entries = new LinkedHashMap<>();
        for (final NodeTuple tuple : mapping.getValue()) {
            final Origin origin = origin(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw origin.error(path, "a list or a map cannot be a key; give a name");
            }
            final String keyPath = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            final ConfigNode value = convert(tuple.getValueNode(), origin, keyPath, depth + 1);
            final ConfigNode earlier = entries.putIfAbsent(key.getValue(), value);
            if (earlier != null) {
                throw origin.error(
                        keyPath, "there is one already at " + earlier.origin().text() + "; keep one of them");
            }
        }
        return entries;
    }

    private Origin origin(final Node node) {
        return originOfLine.apply(node.getStartMark().map(Mark::getLine).orElse(0) + 1);
    }
}
