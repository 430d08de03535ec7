/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.engine;

import io.outcry.bench.matching.workload.MessageBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The engines by name. */
public enum Engine {
    /** The book of this exchange. */
    OUTCRY("outcry", false),
    /** The engine of this exchange around its book: SBE commands in, SBE events out. */
    CORE("outcry-engine", false),
    /** The same with the commands read from a journal. */
    JOURNAL("outcry-journal", false),
    /** A book as one writes it with the collections of Java. */
    NAIVE("naive", true),
    /** OrderBookDirectImpl of exchange-core. */
    EXCHANGE_CORE("exchange-core", true),
    /** The book of Parity. */
    PARITY("parity", true);

    private final String key;
    private final boolean peer;

    Engine(final String key, final boolean peer) {
        this.key = key;
        this.peer = peer;
    }

    /**
     * Finds an engine.
     *
     * @param key as in {@link #key()}
     * @return the engine
     * @throws IllegalArgumentException if there is none of this name; the message lists them
     */
    public static Engine of(final String key) {
        return Arrays.stream(values())
                .filter(engine -> engine.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no engine '" + key + "', only "
                        + Arrays.stream(values()).map(Engine::key).collect(Collectors.joining(", "))));
    }

    /**
     * The engines that ours is compared with.
     *
     * @return in the order in which they are shown
     */
    public static List<Engine> peers() {
        return Arrays.stream(values()).filter(engine -> engine.peer).toList();
    }

    /**
     * Name on the command line and in results.
     *
     * @return for example {@code exchange-core}
     */
    public String key() {
        return key;
    }

    /**
     * Puts messages into the form that the engine takes. Only this loads the engine's classes.
     *
     * @param messages that will be fed
     * @return to be opened for each run
     */
    public PreparedEngine prepare(final MessageBuffer messages) {
        return switch (this) {
            case OUTCRY -> (reports, audited) -> new MatcherDriver(messages, new OutcryMatcher(reports));
            case CORE -> CoreCommands.of(messages)::openCore;
            case JOURNAL -> CoreCommands.of(messages)::openJournal;
            case NAIVE -> (reports, audited) -> new MatcherDriver(messages, new TreeMapMatcher(reports));
            case EXCHANGE_CORE -> (reports, audited) -> new MatcherDriver(messages, new ExchangeCoreMatcher(reports));
            case PARITY -> (reports, audited) -> new MatcherDriver(messages, new ParityMatcher(reports));
        };
    }

    /**
     * Whether it runs the workloads of random cancels too.
     *
     * @return false for those that run only the scenarios
     */
    public boolean runsRandomCancel() {
        return this != CORE && this != JOURNAL;
    }
}
