/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.matching.EventBuffer;
import org.agrona.collections.Long2LongHashMap;

/** What every order has traded, from the events of an engine that runs along. */
final class FilledQuantities {
    private static final long NONE = -1;

    private final CoreCommands commands;
    private final CoreRun run;
    private final Long2LongHashMap cumQty = new Long2LongHashMap(NONE);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionEventDecoder execution = new ExecutionEventDecoder();

    FilledQuantities(final CoreCommands commands) {
        this.commands = commands;
        run = new CoreRun(commands);
    }

    long cumQty(final long orderId) {
        final long qty = cumQty.get(orderId);
        return qty == NONE ? 0 : qty;
    }

    void onCommand(final int message) {
        final EventBuffer events = run.events();
        events.clear();
        run.onCommand(message, commands.buffer(), CoreCommands.offset(message), commands.length(message));
        for (int position = 0; position < events.end(); position = events.next(position)) {
            final int offset = EventBuffer.messageOffset(position);
            header.wrap(events.buffer(), offset);
            if (header.templateId() == ExecutionEventDecoder.TEMPLATE_ID
                    && header.schemaId() == ExecutionEventDecoder.SCHEMA_ID) {
                execution.wrapAndApplyHeader(events.buffer(), offset, header);
                cumQty.put(execution.clOrdId(), execution.cumQty());
            }
        }
    }
}
