/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.CancelRejectEventDecoder;
import io.outcry.codecs.engine.CommandRefusedDecoder;
import io.outcry.codecs.engine.DefineAccountDecoder;
import io.outcry.codecs.engine.DefineAssetDecoder;
import io.outcry.codecs.engine.DefineInstrumentDecoder;
import io.outcry.codecs.engine.DefineKeyDecoder;
import io.outcry.codecs.engine.DefineLimitsDecoder;
import io.outcry.codecs.engine.DepositDecoder;
import io.outcry.codecs.engine.EngineStoppedDecoder;
import io.outcry.codecs.engine.EventHashDecoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.marketdata.InstrumentDefinitionDecoder;
import io.outcry.codecs.marketdata.OrderAddedDecoder;
import io.outcry.codecs.marketdata.OrderDeletedDecoder;
import io.outcry.codecs.marketdata.OrderReducedDecoder;
import io.outcry.codecs.marketdata.TradeDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/** Writes a journaled message as one line: sequence, time, name and fields. */
public final class FrameText {
    private static final String PREFIX_END = "):";

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Map<Integer, MessageDecoderFlyweight> decoders = new HashMap<>();

    /** Knows every message of the engine and of the market data. */
    public FrameText() {
        add(new NewOrderDecoder());
        add(new CancelOrderDecoder());
        add(new ReplaceOrderDecoder());
        add(new DefineAssetDecoder());
        add(new DefineInstrumentDecoder());
        add(new DefineAccountDecoder());
        add(new DefineKeyDecoder());
        add(new DepositDecoder());
        add(new DefineLimitsDecoder());
        add(new EventHashDecoder());
        add(new EngineStoppedDecoder());
        add(new ExecutionEventDecoder());
        add(new CancelRejectEventDecoder());
        add(new CommandRefusedDecoder());
        add(new InstrumentDefinitionDecoder());
        add(new OrderAddedDecoder());
        add(new OrderReducedDecoder());
        add(new OrderDeletedDecoder());
        add(new TradeDecoder());
    }

    /**
     * One line.
     *
     * @param sequence of the frame
     * @param timeNs of the frame, ns since 1970
     * @param buffer that holds the message
     * @param offset of its header
     * @return without a line end
     */
    public String line(final long sequence, final long timeNs, final DirectBuffer buffer, final int offset) {
        header.wrap(buffer, offset);
        final MessageDecoderFlyweight decoder = decoders.get(key(header.schemaId(), header.templateId()));
        final String time = Instant.ofEpochSecond(0, timeNs).toString();
        if (decoder == null) {
            return sequence + " " + time + " unknown message " + header.templateId() + " of schema "
                    + header.schemaId();
        }
        decoder.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        final String text = decoder.toString();
        final String name = text.substring(1, text.indexOf(']'));
        final String fields =
                text.substring(text.indexOf(PREFIX_END) + PREFIX_END.length()).replace('|', ' ');
        return (sequence + " " + time + " " + name + " " + fields).replace(Long.toString(Long.MIN_VALUE), "null");
    }

    private void add(final MessageDecoderFlyweight decoder) {
        decoders.put(key(decoder.sbeSchemaId(), decoder.sbeTemplateId()), decoder);
    }

    private static int key(final int schemaId, final int templateId) {
        return schemaId << Short.SIZE | templateId;
    }
}
