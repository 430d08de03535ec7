/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.export;

import io.outcry.codecs.engine.DefineInstrumentDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.journal.FrameHandler;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalReader;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Digits behind the point that prices and quantities of a run need at most. A Parquet file has to tell them before its first
 * row, and an instrument may be defined at any time; so this reads all commands once.
 */
final class InstrumentScales implements FrameHandler {
    private static final int FRAME_LIMIT = 4096;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final DefineInstrumentDecoder definition = new DefineInstrumentDecoder();
    private int price;
    private int qty;

    private InstrumentScales() {}

    static InstrumentScales of(final Path directory) {
        final InstrumentScales scales = new InstrumentScales();
        try (JournalReader reader = JournalReader.open(JournalDirectory.commands(directory))) {
            while (reader.poll(scales, FRAME_LIMIT) > 0) {}
        }
        return scales;
    }

    int price() {
        return price;
    }

    int qty() {
        return qty;
    }

    @Override
    public void onFrame(
            final long sequence, final long timeNs, final UnsafeBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        if (header.schemaId() == DefineInstrumentDecoder.SCHEMA_ID
                && header.templateId() == DefineInstrumentDecoder.TEMPLATE_ID) {
            definition.wrapAndApplyHeader(buffer, offset, header);
            price = Math.max(price, definition.tickSize().scale());
            qty = Math.max(qty, definition.lotSize().scale());
        }
    }
}
