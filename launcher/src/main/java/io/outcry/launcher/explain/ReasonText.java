/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.explain;

import io.outcry.codecs.types.RejectReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reasons of the engine in the words of the schema, which lies beside the codecs. */
final class ReasonText {
    private static final String SCHEMA = "/types.xml";

    private final Map<RejectReason, String> descriptions = new EnumMap<>(RejectReason.class);

    ReasonText() {
        try (InputStream schema = RejectReason.class.getResourceAsStream(SCHEMA)) {
            final NodeList enums = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(schema)
                    .getElementsByTagName("enum");
            for (int i = 0; i < enums.getLength(); i++) {
                final Element each = (Element) enums.item(i);
                if (each.getAttribute("name").equals(RejectReason.class.getSimpleName())) {
                    read(each.getElementsByTagName("validValue"));
                }
            }
        } catch (final IOException | ParserConfigurationException | SAXException ex) {
            throw new IllegalStateException("the schema comes with the codecs", ex);
        }
    }

    /** Name of the reason and what it means; null for NONE. */
    String of(final RejectReason reason) {
        return reason == RejectReason.NONE ? null : reason + ": " + descriptions.get(reason);
    }

    private void read(final NodeList values) {
        for (int i = 0; i < values.getLength(); i++) {
            final Element value = (Element) values.item(i);
            descriptions.put(RejectReason.valueOf(value.getAttribute("name")), value.getAttribute("description"));
        }
    }
}
