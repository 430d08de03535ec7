/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.MassActionDecoder;
import io.outcry.codecs.engine.MassQuoteDecoder;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.NewOrderListDecoder;
import io.outcry.codecs.engine.QueryOrderDecoder;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.engine.SetQuoteProtectionDecoder;
import io.outcry.codecs.engine.TimeStepDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A command and its time.
 *
 * @param timeNs ns since 1970
 * @param command with its header, in a buffer of its own
 */
record TimedCommand(long timeNs, UnsafeBuffer command) {
    /** Time and bytes, as {@link #parse} reads them. */
    String code() {
        return timeNs + " " + HexFormat.of().formatHex(command.byteArray());
    }

    static TimedCommand parse(final String code) {
        final String[] words = code.split(" ", 2);
        return new TimedCommand(
                Long.parseLong(words[0]), new UnsafeBuffer(HexFormat.of().parseHex(words[1])));
    }

    /** The command in words. */
    static String text(final UnsafeBuffer command) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(command, 0);
        return switch (header.templateId()) {
            case NewOrderDecoder.TEMPLATE_ID ->
                new NewOrderDecoder().wrapAndApplyHeader(command, 0, header).toString();
            case NewExtendedOrderDecoder.TEMPLATE_ID ->
                new NewExtendedOrderDecoder()
                        .wrapAndApplyHeader(command, 0, header)
                        .toString();
            case NewOrderListDecoder.TEMPLATE_ID ->
                new NewOrderListDecoder().wrapAndApplyHeader(command, 0, header).toString();
            case MassActionDecoder.TEMPLATE_ID ->
                new MassActionDecoder().wrapAndApplyHeader(command, 0, header).toString();
            case QueryOrderDecoder.TEMPLATE_ID ->
                new QueryOrderDecoder().wrapAndApplyHeader(command, 0, header).toString();
            case MassQuoteDecoder.TEMPLATE_ID ->
                new MassQuoteDecoder().wrapAndApplyHeader(command, 0, header).toString();
            case SetQuoteProtectionDecoder.TEMPLATE_ID ->
                new SetQuoteProtectionDecoder()
                        .wrapAndApplyHeader(command, 0, header)
                        .toString();
            case TimeStepDecoder.TEMPLATE_ID -> "[TimeStep]";
            case CancelOrderDecoder.TEMPLATE_ID ->
                new CancelOrderDecoder().wrapAndApplyHeader(command, 0, header).toString();
            case ReplaceOrderDecoder.TEMPLATE_ID ->
                new ReplaceOrderDecoder().wrapAndApplyHeader(command, 0, header).toString();
            default -> "template " + header.templateId();
        };
    }
}
