/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.outcry.client.BookView;
import io.outcry.codecs.engine.CancelRejectEventDecoder;
import io.outcry.codecs.engine.ExecutionEventDecoder;
import io.outcry.codecs.types.ExecType;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.Side;
import io.outcry.journal.JournalDirectory;
import io.outcry.journal.JournalReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What must be true of a run, whatever has happened to it: its journal is whole and gives the recorded events again; each client
 * has heard what the journal says of its session, each event once; each command that a client sent was answered once; each
 * trade has two sides; and the orders that are open by the journal are those in the books of the subscribers.
 */
final class RunInvariants {
    private static final int FRAME_LIMIT = 1024;

    private record OpenOrder(Side side, long price, long qty) {}

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionEventDecoder event = new ExecutionEventDecoder();
    private final CancelRejectEventDecoder refusal = new CancelRejectEventDecoder();
    private final Map<Integer, List<Execution>> recorded = new HashMap<>();
    private final Map<Long, OpenOrder> open = new HashMap<>();
    private final Map<Long, List<Execution>> trades = new HashMap<>();

    private RunInvariants() {}

    /** Checks all of them of an exchange that has stopped, all of whose orders came from these clients. */
    static void check(final Path journal, final List<TradingClient> clients) throws Exception {
        for (final String command : List.of("verify", "diff")) {
            final OutcryProcess.Result result = OutcryProcess.run("journal", command, journal.toString());
            assertEquals(0, result.exitCode(), () -> command + ": " + result.output());
        }
        final RunInvariants invariants = new RunInvariants();
        invariants.read(journal);
        clients.forEach(invariants::checkHistory);
        clients.forEach(invariants::checkAnswers);
        invariants.checkTrades();
        clients.forEach(client -> invariants.checkBook(client.book()));
    }

    private void read(final Path journal) {
        try (JournalReader events = JournalReader.open(JournalDirectory.events(journal))) {
            while (events.poll(this::onEvent, FRAME_LIMIT) > 0) {}
        }
    }

    private void onEvent(
            final long sequence, final long timeNs, final UnsafeBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        if (header.schemaId() != ExecutionEventDecoder.SCHEMA_ID) {
            return;
        }
        if (header.templateId() == ExecutionEventDecoder.TEMPLATE_ID) {
            event.wrapAndApplyHeader(buffer, offset, header);
            onExecution(event.sessionId(), Execution.of(event));
        } else if (header.templateId() == CancelRejectEventDecoder.TEMPLATE_ID) {
            refusal.wrapAndApplyHeader(buffer, offset, header);
            recorded(refusal.sessionId()).add(Execution.of(refusal));
        }
    }

    private void onExecution(final int sessionId, final Execution execution) {
        recorded(sessionId).add(execution);
        if (execution.isTrade()) {
            trades.computeIfAbsent(execution.tradeId(), id -> new ArrayList<>()).add(execution);
        }
        if (execution.execType() == ExecType.REJECTED) {
            return;
        }
        if (execution.leavesQty() == 0) {
            open.remove(execution.orderId());
        } else {
            assertEquals(execution.orderQty(), execution.leavesQty() + execution.cumQty(), execution::toString);
            open.put(execution.orderId(), new OpenOrder(execution.side(), execution.price(), execution.leavesQty()));
        }
    }

    private List<Execution> recorded(final int sessionId) {
        return recorded.computeIfAbsent(sessionId, id -> new ArrayList<>());
    }

    private void checkHistory(final TradingClient client) {
        final List<Execution> written = recorded(client.sessionId());
        final List<Execution> heard = client.heard();
        for (int i = 0; i < Math.min(written.size(), heard.size()); i++) {
            assertEquals(written.get(i), heard.get(i), "report " + (i + 1) + " of session " + client.sessionId());
        }
        assertEquals(written.size(), heard.size(), "reports of session " + client.sessionId());
    }

    /** A fill comes with its order's acceptance or replacement, which is the answer. */
    private void checkAnswers(final TradingClient client) {
        long answered = 0;
        for (final Execution execution : recorded(client.sessionId())) {
            if (!execution.isTrade()) {
                assertEquals(++answered, execution.refSeqNum(), execution::toString);
            }
        }
        assertEquals(client.sent(), answered, "answered commands of session " + client.sessionId());
    }

    private void checkTrades() {
        for (long tradeId = 1; tradeId <= trades.size(); tradeId++) {
            final List<Execution> sides = trades.getOrDefault(tradeId, List.of());
            assertEquals(2, sides.size(), "sides of trade " + tradeId);
            final Execution one = sides.get(0);
            final Execution other = sides.get(1);
            assertNotEquals(one.side(), other.side(), one::toString);
            assertNotEquals(one.aggressor(), other.aggressor(), one::toString);
            assertEquals(one.lastPx(), other.lastPx(), one::toString);
            assertEquals(one.lastQty(), other.lastQty(), one::toString);
        }
    }

    private void checkBook(final BookView book) {
        final Map<Long, OpenOrder> shown = new HashMap<>();
        for (final Side side : List.of(Side.BUY, Side.SELL)) {
            book.forEachOrder(side, (orderId, price, qty) -> shown.put(orderId, new OpenOrder(side, price, qty)));
        }
        assertEquals(open, shown);
    }
}
