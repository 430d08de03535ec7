/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.explain;

import io.outcry.codecs.engine.CancelOrderDecoder;
import io.outcry.codecs.engine.MassActionDecoder;
import io.outcry.codecs.engine.MassQuoteDecoder;
import io.outcry.codecs.engine.NewExtendedOrderDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.NewOrderListDecoder;
import io.outcry.codecs.engine.ReplaceOrderDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.launcher.journal.FrameText;
import org.agrona.concurrent.UnsafeBuffer;

/** The command that an engine has just applied. */
final class AppliedCommand {
    private final FrameText text = new FrameText();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder origin = new NewOrderDecoder();
    private UnsafeBuffer buffer;
    private int offset;
    private long sequence;
    private long timeNs;

    void wrap(final long newSequence, final long newTimeNs, final UnsafeBuffer newBuffer, final int newOffset) {
        sequence = newSequence;
        timeNs = newTimeNs;
        buffer = newBuffer;
        offset = newOffset;
    }

    long sequence() {
        return sequence;
    }

    long timeNs() {
        return timeNs;
    }

    /** The whole command in one line. */
    String line() {
        return text.line(sequence, timeNs, buffer, offset);
    }

    /** Name of the message, and who sent it. All messages of clients begin with the same fields. */
    String by() {
        header.wrap(buffer, offset);
        final String name = text.name(buffer, offset);
        return switch (header.templateId()) {
            case NewOrderDecoder.TEMPLATE_ID,
                    NewExtendedOrderDecoder.TEMPLATE_ID,
                    NewOrderListDecoder.TEMPLATE_ID,
                    CancelOrderDecoder.TEMPLATE_ID,
                    ReplaceOrderDecoder.TEMPLATE_ID,
                    MassActionDecoder.TEMPLATE_ID,
                    MassQuoteDecoder.TEMPLATE_ID -> {
                origin.wrap(
                        buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
                yield name + " of account " + origin.accountId();
            }
            default -> name;
        };
    }
}
