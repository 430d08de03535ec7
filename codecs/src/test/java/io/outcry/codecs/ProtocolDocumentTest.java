/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.codecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The tables of {@code docs/PROTOCOL.md} against the schemas. */
class ProtocolDocumentTest {
    private static final Path ROOT = Path.of(System.getProperty("outcry.root"));
    private static final Path DOCUMENT = ROOT.resolve("docs/PROTOCOL.md");
    private static final Path SCHEMAS = ROOT.resolve("codecs/src/main/resources");
    private static final List<String> MESSAGE_SCHEMAS =
            List.of("order-entry-schema.xml", "engine-schema.xml", "market-data-schema.xml");
    private static final Map<String, Integer> PRIMITIVE_LENGTHS =
            Map.of("char", 1, "uint8", 1, "uint16", 2, "int32", 4, "uint32", 4, "int64", 8);

    private static final Map<String, Integer> TYPE_LENGTHS = new LinkedHashMap<>(PRIMITIVE_LENGTHS);
    private static final Map<String, Element> SCHEMA_ELEMENTS = new LinkedHashMap<>();
    private static final List<Element> TYPES = new ArrayList<>();

    /** Rows of the first table of each section, header and rule left out, by "heading of the chapter / heading". */
    private static final Map<String, List<List<String>>> SECTIONS = new LinkedHashMap<>();

    @BeforeAll
    static void readSchemasAndDocument() throws Exception {
        if (!SECTIONS.isEmpty()) {
            return;
        }
        addTypes(parse("types.xml"));
        for (final String schema : MESSAGE_SCHEMAS) {
            final Element root = parse(schema);
            SCHEMA_ELEMENTS.put(schema, root);
            children(root, "types").forEach(ProtocolDocumentTest::addTypes);
        }
        readDocument();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldHaveOneSectionPerMessageInTheOrderOfTheSchema(final String schema) {
        final Element root = SCHEMA_ELEMENTS.get(schema);
        final List<String> expected = new ArrayList<>();
        for (final Element message : children(root, "sbe:message")) {
            expected.add(heading(message));
        }
        final String chapter =
                " messages (schema " + root.getAttribute("id") + ", version " + root.getAttribute("version") + ") / ";
        final List<String> actual = new ArrayList<>();
        for (final String section : SECTIONS.keySet()) {
            if (section.contains(chapter)) {
                actual.add(section.substring(section.indexOf(chapter) + chapter.length()));
            }
        }
        assertSame(expected, actual, "the headings below '## ..." + chapter.replace(" / ", "") + "'", schema);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldListTheFieldsOfEachMessage(final String schema, final String name) {
        final Element message = children(SCHEMA_ELEMENTS.get(schema), "sbe:message").stream()
                .filter(each -> each.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
        final List<String> expected = new ArrayList<>();
        for (final Element field : children(message, "field")) {
            expected.add(field.getAttribute("name") + " | " + field.getAttribute("type"));
        }
        for (final Element group : children(message, "group")) {
            final String groupName = group.getAttribute("name");
            expected.add(groupName + " | " + group.getAttribute("dimensionType"));
            for (final Element field : children(group, "field")) {
                expected.add(groupName + "." + field.getAttribute("name") + " | " + field.getAttribute("type"));
            }
        }
        assertSame(expected, columns(heading(message), 5), "the table of " + heading(message), schema);
    }

    @ParameterizedTest
    @MethodSource("enums")
    void shouldListTheValuesOfEachEnum(final String name) {
        final Element type = type(name);
        final List<String> expected = new ArrayList<>();
        for (final Element value : children(type, "validValue")) {
            expected.add(
                    value.getAttribute("name") + " | " + value.getTextContent().trim());
        }
        final String heading = name + " (" + type.getAttribute("encodingType") + ")";
        assertSame(expected, columns(heading, 3), "the table of " + heading, "the schemas");
    }

    @ParameterizedTest
    @MethodSource("composites")
    void shouldListThePartsOfEachComposite(final String name) {
        final List<String> expected = new ArrayList<>();
        for (final Element part : children(type(name), "*")) {
            final String type = part.getAttribute(part.getTagName().equals("ref") ? "type" : "primitiveType");
            expected.add(part.getAttribute("name") + " | " + type);
        }
        final String heading = name + " (" + TYPE_LENGTHS.get(name) + " bytes)";
        assertSame(expected, columns(heading, 5), "the table of " + heading, "types.xml");
    }

    @Test
    void shouldListTheTypesThatAreArrays() {
        final List<String> expected = new ArrayList<>();
        for (final Element type : TYPES) {
            if (type.getTagName().equals("type")) {
                expected.add(type.getAttribute("name") + " | " + type.getAttribute("primitiveType") + "["
                        + type.getAttribute("length") + "]");
            }
        }
        assertSame(expected, columns("Text and bytes", 3), "the table of text and bytes", "the schemas");
    }

    private static Stream<String> schemas() {
        return MESSAGE_SCHEMAS.stream();
    }

    private static List<Object[]> messages() throws Exception {
        readSchemasAndDocument();
        final List<Object[]> messages = new ArrayList<>();
        SCHEMA_ELEMENTS.forEach((schema, root) -> children(root, "sbe:message")
                .forEach(message -> messages.add(new Object[] {schema, message.getAttribute("name")})));
        return messages;
    }

    private static List<String> enums() throws Exception {
        return typeNames("enum");
    }

    private static List<String> composites() throws Exception {
        return typeNames("composite");
    }

    private static List<String> typeNames(final String tag) throws Exception {
        readSchemasAndDocument();
        return TYPES.stream()
                .filter(type -> type.getTagName().equals(tag))
                .map(type -> type.getAttribute("name"))
                .toList();
    }

    private static void assertSame(
            final List<String> expected, final List<String> actual, final String what, final String source) {
        assertIterableEquals(expected, actual, () -> DOCUMENT + ": " + what + " does not say the same as " + source);
    }

    /** The first two cells of each row of the one section with this heading; the last one must not be empty. */
    private static List<String> columns(final String heading, final int width) {
        final List<String> sections = SECTIONS.keySet().stream()
                .filter(section -> section.endsWith(" / " + heading))
                .toList();
        assertEquals(1, sections.size(), () -> DOCUMENT + ": there should be one section '### " + heading + "'");
        final List<String> cells = new ArrayList<>();
        for (final List<String> row : SECTIONS.get(sections.get(0))) {
            assertEquals(width, row.size(), () -> DOCUMENT + ": " + heading + ": columns of " + row);
            assertFalse(row.get(width - 1).isEmpty(), () -> DOCUMENT + ": " + heading + ": no meaning in " + row);
            cells.add(row.get(0) + " | " + row.get(1));
        }
        return cells;
    }

    private static String heading(final Element message) {
        int length = TYPE_LENGTHS.get("messageHeader") + lengthOfFields(message);
        String groups = "";
        for (final Element group : children(message, "group")) {
            length += TYPE_LENGTHS.get(group.getAttribute("dimensionType"));
            groups += " and " + lengthOfFields(group) + " for each of " + group.getAttribute("name");
        }
        return message.getAttribute("name") + " (template " + message.getAttribute("id") + ", " + length + " bytes"
                + groups + ")";
    }

    private static int lengthOfFields(final Element parent) {
        return children(parent, "field").stream()
                .mapToInt(field -> TYPE_LENGTHS.get(field.getAttribute("type")))
                .sum();
    }

    private static Element type(final String name) {
        return TYPES.stream()
                .filter(type -> type.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void addTypes(final Element parent) {
        for (final Element type : children(parent, "*")) {
            TYPES.add(type);
            TYPE_LENGTHS.put(type.getAttribute("name"), lengthBytes(type));
        }
    }

    private static int lengthBytes(final Element type) {
        switch (type.getTagName()) {
            case "ref":
                return TYPE_LENGTHS.get(type.getAttribute("type"));
            case "enum":
                return PRIMITIVE_LENGTHS.get(type.getAttribute("encodingType"));
            case "composite":
                return children(type, "*").stream()
                        .mapToInt(ProtocolDocumentTest::lengthBytes)
                        .sum();
            default:
                final String count = type.getAttribute("length");
                return PRIMITIVE_LENGTHS.get(type.getAttribute("primitiveType"))
                        * (count.isEmpty() ? 1 : Integer.parseInt(count));
        }
    }

    private static Element parse(final String schema) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(SCHEMAS.resolve(schema).toFile())
                .getDocumentElement();
    }

    private static List<Element> children(final Element parent, final String tag) {
        final List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element
                    && (tag.equals("*") || node.getNodeName().equals(tag))) {
                children.add((Element) node);
            }
        }
        return children;
    }

    private static void readDocument() throws Exception {
        String chapter = "";
        List<List<String>> rows = new ArrayList<>();
        for (final String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("## ")) {
                chapter = line.substring(3);
                rows = new ArrayList<>();
            } else if (line.startsWith("### ")) {
                rows = new ArrayList<>();
                SECTIONS.put(chapter + " / " + line.substring(4), rows);
            } else if (line.startsWith("|")) {
                rows.add(cells(line));
            }
        }
        SECTIONS.values().removeIf(List::isEmpty);
        SECTIONS.replaceAll((heading, table) -> table.subList(2, table.size()));
    }

    private static List<String> cells(final String line) {
        return Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::trim)
                .toList();
    }
}
