/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.matching;

import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.Header;
import io.outcry.codecs.MassQuoteLength;
import io.outcry.codecs.MessageBatch;
import io.outcry.codecs.engine.EngineStoppedEncoder;
import io.outcry.codecs.engine.EventHashEncoder;
import io.outcry.codecs.engine.MassQuoteDecoder;
import io.outcry.codecs.engine.NewOrderDecoder;
import io.outcry.codecs.engine.TimeStepEncoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import io.outcry.codecs.types.MessageHeaderEncoder;
import io.outcry.journal.Frame;
import io.outcry.journal.FrameBatch;
import io.outcry.journal.JournalException;
import io.outcry.journal.JournalWriter;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * The engine's thread: drains the gateways' commands into a batch, stamps sequence and time, appends the batch to the
 * commands journal, and only then matches and publishes. One command makes a batch when it comes alone; many do under
 * load. Without room on the disk it makes no commands itself; gateways send none, and what they had sent before is applied.
 */
final class Sequencer implements Agent, ControlledFragmentHandler {
    /** Of some twenty commands each, if they come fast. */
    static final int FRAGMENT_LIMIT = 16;

    /** Room for as many fragments of the shortest commands. */
    private static final int BATCH_CAPACITY = 256 * 1024;

    private final Subscription commands;
    private final JournalWriter journal;
    private final EngineCore core;
    private final EventBuffer events;
    private final EventPublisher publisher;
    private final EpochNanoClock clock;
    private final DiskWatch diskWatch;
    private final Divergence divergence;
    private final AtomicCounter commandCounter;
    private final long eventHashInterval;
    private final FrameBatch batch = new FrameBatch(BATCH_CAPACITY);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final EventHashEncoder eventHash = new EventHashEncoder();
    private final TimeStepEncoder timeStep = new TimeStepEncoder();
    private final EngineStoppedEncoder engineStopped = new EngineStoppedEncoder();
    private final UnsafeBuffer own = new UnsafeBuffer(new byte[64]);
    private final UnsafeBuffer commandBatch = new UnsafeBuffer();
    private Image[] images = new Image[4];
    private long[] positions = new long[4];
    private int gateways;
    private int firstGateway;
    private int fragments;
    private long sequence;
    private long timeNs;
    private long nextEventHash;

    Sequencer(
            final Subscription commands,
            final JournalWriter journal,
            final EngineCore core,
            final EventBuffer events,
            final EventPublisher publisher,
            final EpochNanoClock clock,
            final DiskWatch diskWatch,
            final Divergence divergence,
            final AtomicCounter commandCounter,
            final long eventHashInterval) {
        this.commands = commands;
        this.journal = journal;
        this.core = core;
        this.events = events;
        this.publisher = publisher;
        this.clock = clock;
        this.diskWatch = diskWatch;
        this.divergence = divergence;
        this.commandCounter = commandCounter;
        this.eventHashInterval = eventHashInterval;
        sequence = journal.lastSequence();
        timeNs = journal.lastTimeNs();
        nextEventHash = sequence + eventHashInterval;
    }

    @Override
    public int doWork() {
        if (divergence.isFound()) {
            throw divergence.onEngine(core, timeNs);
        }
        publisher.drainOwnReaders();
        if (!publisher.flush()) {
            return 0;
        }
        begin();
        if (core.nextStepTimeNs() <= timeNs && !diskWatch.isHalted()) {
            stampOwn();
        }
        readCommands();
        if (batch.count() > 0) {
            process();
        }
        confirmCommands();
        return batch.count();
    }

    @Override
    public String roleName() {
        return "sequencer";
    }

    @Override
    public Action onFragment(final DirectBuffer buffer, final int offset, final int length, final Header fragment) {
        commandBatch.wrap(buffer, offset, length);
        int at = 0;
        while (at < length) {
            at += onMessage(at, length - at);
        }
        return ++fragments < FRAGMENT_LIMIT ? Action.CONTINUE : Action.BREAK;
    }

    /** Of each gateway in turn. They stay in their streams until they are journaled: another engine will read them, if this one dies. */
    private void readCommands() {
        fragments = 0;
        gateways = commands.imageCount();
        if (gateways > positions.length) {
            positions = new long[gateways];
            images = new Image[gateways];
        }
        firstGateway++;
        for (int i = 0; i < gateways; i++) {
            final Image image = commands.imageAtIndex((firstGateway + i & Integer.MAX_VALUE) % gateways);
            images[i] = image;
            positions[i] = fragments < FRAGMENT_LIMIT
                    ? image.controlledPeek(image.position(), this, Long.MAX_VALUE)
                    : image.position();
        }
    }

    /** Also where nothing was read but the filling at the end of a term. */
    private void confirmCommands() {
        for (int i = 0; i < gateways; i++) {
            if (!images[i].isClosed()) {
                images[i].position(positions[i]);
            }
        }
    }

    /** Returns the length of the message. */
    private int onMessage(final int offset, final int remaining) {
        header.wrap(commandBatch, offset);
        final int length = header.templateId() == MassQuoteDecoder.TEMPLATE_ID
                ? MassQuoteLength.of(commandBatch, offset, remaining)
                : MessageBatch.messageLength(commandBatch, offset);
        if (header.schemaId() != NewOrderDecoder.SCHEMA_ID || length < 0 || length > remaining) {
            throw new IllegalStateException("a gateway sent a frame that is no command");
        }
        if (batch.count() == 0) {
            stampOwn();
        }
        batch.add(++sequence, timeNs, commandBatch, offset, length);
        return length;
    }

    /** Applies the commands of the configuration before any other; refuses to go on if one is refused. */
    void configure(final List<DirectBuffer> configuration) {
        for (final DirectBuffer command : configuration) {
            begin();
            batch.add(++sequence, timeNs, command, 0, command.capacity());
            final long before = core.refusals();
            process();
            if (core.refusals() != before) {
                throw new JournalException("the configuration does not fit the journal: command " + sequence + " was"
                        + " refused with " + core.lastRefusal() + "; use the configuration that the journal was written"
                        + " with, or a new --data-dir");
            }
        }
    }

    /** Appends the last command of an orderly stop; there is none if the follower has another state. */
    void stop() {
        if (divergence.isFound()) {
            throw divergence.onEngine(core, timeNs);
        }
        begin();
        engineStopped.wrapAndApplyHeader(own, 0, headerEncoder).stateHash(core.stateHash());
        batch.add(++sequence, timeNs, own, 0, MessageHeaderEncoder.ENCODED_LENGTH + EngineStoppedEncoder.BLOCK_LENGTH);
        process();
    }

    /** A batch that was not journaled has used no sequence. */
    private void begin() {
        batch.clear();
        sequence = journal.lastSequence();
        timeNs = Math.max(timeNs, clock.nanoTime());
    }

    private void process() {
        journal.append(batch);
        final UnsafeBuffer buffer = batch.buffer();
        for (int frame = 0; frame < batch.lengthBytes(); frame = Frame.nextOffset(buffer, frame)) {
            core.onCommand(
                    Frame.sequence(buffer, frame),
                    Frame.timeNs(buffer, frame),
                    buffer,
                    Frame.payloadOffset(frame),
                    Frame.payloadLength(buffer, frame),
                    events);
        }
        commandCounter.setOrdered(sequence);
        publisher.flush();
    }

    /** First in its batch, because it tells the events of all commands before it. */
    private void stampEventHashIfDue() {
        if (sequence >= nextEventHash) {
            eventHash
                    .wrapAndApplyHeader(own, 0, headerEncoder)
                    .events(core.events())
                    .eventHash(core.eventHash());
            batch.add(++sequence, timeNs, own, 0, MessageHeaderEncoder.ENCODED_LENGTH + EventHashEncoder.BLOCK_LENGTH);
            nextEventHash = sequence + eventHashInterval;
        }
    }

    /** What the engine has to say itself comes before the commands of a batch, which may depend on it. */
    private void stampOwn() {
        stampEventHashIfDue();
        if (core.nextStepTimeNs() <= timeNs) {
            stampTimeStep();
        }
    }

    private void stampTimeStep() {
        timeStep.wrapAndApplyHeader(own, 0, headerEncoder);
        batch.add(++sequence, timeNs, own, 0, MessageHeaderEncoder.ENCODED_LENGTH + TimeStepEncoder.BLOCK_LENGTH);
    }
}
