/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.journal;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.CancelRejectEventDecoder;
import io.outcry.codecs.engine.CommandRefusedDecoder;
import io.outcry.codecs.engine.CommandRepeatedDecoder;
import io.outcry.codecs.engine.DefineAccountDecoder;
import io.outcry.codecs.engine.DefineAssetDecoder;
import io.outcry.codecs.engine.DefineInstrumentDecoder;
import io.outcry.codecs.engine.DefineKeyDecoder;
import io.outcry.codecs.engine.DefineLimitsDecoder;
import io.outcry.codecs.engine.DefineScheduleDecoder;
import io.outcry.codecs.engine.DepositDecoder;
import io.outcry.codecs.engine.EngineStoppedDecoder;
import io.outcry.codecs.engine.EventHashDecoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.engine.MassActionDecoder;
import io.outcry.codecs.engine.MassActionEventDecoder;
import io.outcry.codecs.engine.MassQuoteDecoder;
import io.outcry.codecs.engine.MassQuoteEventDecoder;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.NewOrderListDecoder;
import io.outcry.codecs.engine.OpenSessionDecoder;
import io.outcry.codecs.engine.PreventedMatchEventDecoder;
import io.outcry.codecs.engine.QueryOrderDecoder;
import io.outcry.codecs.engine.QuoteProtectionEventDecoder;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.engine.SessionOpenedDecoder;
import io.outcry.codecs.engine.SetQuoteProtectionDecoder;
import io.outcry.codecs.engine.SetTradingStatusDecoder;
import io.outcry.codecs.engine.TimeStepDecoder;
import io.outcry.codecs.marketdata.AuctionIndicationDecoder;
import io.outcry.codecs.marketdata.InstrumentDefinitionDecoder;
import io.outcry.codecs.marketdata.OrderAddedDecoder;
import io.outcry.codecs.marketdata.OrderDeletedDecoder;
import io.outcry.codecs.marketdata.OrderReducedDecoder;
import io.outcry.codecs.marketdata.TradeDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes a journaled message as one line: sequence, time, name and fields. */
public final class FrameText {
    /** The generated decoders have no common type; each shows its message as text. */
    private interface Decoder {
        Object wrap(UnsafeBuffer buffer, int offset, int blockLength, int version);
    }

    private static final String PREFIX_END = "):";
    private static final Pattern NULLS = Pattern.compile("=(" + NullValue.INT64 + "|" + NullValue.INT32 + ")(?![0-9])");

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Map<Integer, Decoder> decoders = new HashMap<>();

    /** Knows every message of the engine and of the market data. */
    public FrameText() {
        add(NewOrderDecoder.SCHEMA_ID, NewOrderDecoder.TEMPLATE_ID, new NewOrderDecoder()::wrap);
        add(CancelOrderDecoder.SCHEMA_ID, CancelOrderDecoder.TEMPLATE_ID, new CancelOrderDecoder()::wrap);
        add(ReplaceOrderDecoder.SCHEMA_ID, ReplaceOrderDecoder.TEMPLATE_ID, new ReplaceOrderDecoder()::wrap);
        add(
                NewExtendedOrderDecoder.SCHEMA_ID,
                NewExtendedOrderDecoder.TEMPLATE_ID,
                new NewExtendedOrderDecoder()::wrap);
        add(NewOrderListDecoder.SCHEMA_ID, NewOrderListDecoder.TEMPLATE_ID, new NewOrderListDecoder()::wrap);
        add(MassActionDecoder.SCHEMA_ID, MassActionDecoder.TEMPLATE_ID, new MassActionDecoder()::wrap);
        add(QueryOrderDecoder.SCHEMA_ID, QueryOrderDecoder.TEMPLATE_ID, new QueryOrderDecoder()::wrap);
        add(MassQuoteDecoder.SCHEMA_ID, MassQuoteDecoder.TEMPLATE_ID, new MassQuoteDecoder()::wrap);
        add(
                SetQuoteProtectionDecoder.SCHEMA_ID,
                SetQuoteProtectionDecoder.TEMPLATE_ID,
                new SetQuoteProtectionDecoder()::wrap);
        add(MassQuoteEventDecoder.SCHEMA_ID, MassQuoteEventDecoder.TEMPLATE_ID, new MassQuoteEventDecoder()::wrap);
        add(
                QuoteProtectionEventDecoder.SCHEMA_ID,
                QuoteProtectionEventDecoder.TEMPLATE_ID,
                new QuoteProtectionEventDecoder()::wrap);
        add(TimeStepDecoder.SCHEMA_ID, TimeStepDecoder.TEMPLATE_ID, new TimeStepDecoder()::wrap);
        add(DefineAssetDecoder.SCHEMA_ID, DefineAssetDecoder.TEMPLATE_ID, new DefineAssetDecoder()::wrap);
        add(
                DefineInstrumentDecoder.SCHEMA_ID,
                DefineInstrumentDecoder.TEMPLATE_ID,
                new DefineInstrumentDecoder()::wrap);
        add(DefineAccountDecoder.SCHEMA_ID, DefineAccountDecoder.TEMPLATE_ID, new DefineAccountDecoder()::wrap);
        add(DefineKeyDecoder.SCHEMA_ID, DefineKeyDecoder.TEMPLATE_ID, new DefineKeyDecoder()::wrap);
        add(DepositDecoder.SCHEMA_ID, DepositDecoder.TEMPLATE_ID, new DepositDecoder()::wrap);
        add(DefineLimitsDecoder.SCHEMA_ID, DefineLimitsDecoder.TEMPLATE_ID, new DefineLimitsDecoder()::wrap);
        add(EventHashDecoder.SCHEMA_ID, EventHashDecoder.TEMPLATE_ID, new EventHashDecoder()::wrap);
        add(EngineStoppedDecoder.SCHEMA_ID, EngineStoppedDecoder.TEMPLATE_ID, new EngineStoppedDecoder()::wrap);
        add(ExecutionEventDecoder.SCHEMA_ID, ExecutionEventDecoder.TEMPLATE_ID, new ExecutionEventDecoder()::wrap);
        add(
                CancelRejectEventDecoder.SCHEMA_ID,
                CancelRejectEventDecoder.TEMPLATE_ID,
                new CancelRejectEventDecoder()::wrap);
        add(
                PreventedMatchEventDecoder.SCHEMA_ID,
                PreventedMatchEventDecoder.TEMPLATE_ID,
                new PreventedMatchEventDecoder()::wrap);
        add(MassActionEventDecoder.SCHEMA_ID, MassActionEventDecoder.TEMPLATE_ID, new MassActionEventDecoder()::wrap);
        add(OpenSessionDecoder.SCHEMA_ID, OpenSessionDecoder.TEMPLATE_ID, new OpenSessionDecoder()::wrap);
        add(SessionOpenedDecoder.SCHEMA_ID, SessionOpenedDecoder.TEMPLATE_ID, new SessionOpenedDecoder()::wrap);
        add(CommandRepeatedDecoder.SCHEMA_ID, CommandRepeatedDecoder.TEMPLATE_ID, new CommandRepeatedDecoder()::wrap);
        add(CommandRefusedDecoder.SCHEMA_ID, CommandRefusedDecoder.TEMPLATE_ID, new CommandRefusedDecoder()::wrap);
        add(
                InstrumentDefinitionDecoder.SCHEMA_ID,
                InstrumentDefinitionDecoder.TEMPLATE_ID,
                new InstrumentDefinitionDecoder()::wrap);
        add(OrderAddedDecoder.SCHEMA_ID, OrderAddedDecoder.TEMPLATE_ID, new OrderAddedDecoder()::wrap);
        add(OrderReducedDecoder.SCHEMA_ID, OrderReducedDecoder.TEMPLATE_ID, new OrderReducedDecoder()::wrap);
        add(OrderDeletedDecoder.SCHEMA_ID, OrderDeletedDecoder.TEMPLATE_ID, new OrderDeletedDecoder()::wrap);
        add(
                AuctionIndicationDecoder.SCHEMA_ID,
                AuctionIndicationDecoder.TEMPLATE_ID,
                new AuctionIndicationDecoder()::wrap);
        add(
                SetTradingStatusDecoder.SCHEMA_ID,
                SetTradingStatusDecoder.TEMPLATE_ID,
                new SetTradingStatusDecoder()::wrap);
        add(DefineScheduleDecoder.SCHEMA_ID, DefineScheduleDecoder.TEMPLATE_ID, new DefineScheduleDecoder()::wrap);
        add(TradeDecoder.SCHEMA_ID, TradeDecoder.TEMPLATE_ID, new TradeDecoder()::wrap);
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
    public String line(final long sequence, final long timeNs, final UnsafeBuffer buffer, final int offset) {
        final String start = sequence + " " + Instant.ofEpochSecond(0, timeNs) + " ";
        final String text = text(buffer, offset);
        if (text == null) {
            return start + name(buffer, offset);
        }
        final String fields =
                text.substring(text.indexOf(PREFIX_END) + PREFIX_END.length()).replace('|', ' ');
        return NULLS.matcher(start + name(text) + " " + fields).replaceAll("=null");
    }

    /**
     * Name of a message.
     *
     * @param buffer that holds it
     * @param offset of its header
     * @return as in the schema
     */
    public String name(final UnsafeBuffer buffer, final int offset) {
        final String text = text(buffer, offset);
        return text == null ? "unknown message " + header.templateId() + " of schema " + header.schemaId() : name(text);
    }

    /** Returns null if the message is unknown. */
    private String text(final UnsafeBuffer buffer, final int offset) {
        header.wrap(buffer, offset);
        final Decoder decoder = decoders.get(key(header.schemaId(), header.templateId()));
        return decoder == null
                ? null
                : decoder.wrap(
                                buffer,
                                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                header.blockLength(),
                                header.version())
                        .toString();
    }

    private static String name(final String text) {
        return text.substring(1, text.indexOf(']'));
    }

    private void add(final int schemaId, final int templateId, final Decoder decoder) {
        decoders.put(key(schemaId, templateId), decoder);
    }

    private static int key(final int schemaId, final int templateId) {
        return schemaId << Short.SIZE | templateId;
    }
}
