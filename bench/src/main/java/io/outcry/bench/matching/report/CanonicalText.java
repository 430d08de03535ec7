/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.report;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The text by which the survey compares engines: one line per report, sorted by sequence, then type; reports that are equal
 * in both stay as they came. Lines are separated by a line feed; there is none at the end.
 */
public final class CanonicalText {
    private static final int TYPE_BITS = 3;
    private static final int INDEX_BITS = 29;
    private static final int LINE_LENGTH = 6 * 21;

    private final OutputStream out;
    private final byte[] line = new byte[LINE_LENGTH];
    private int start = LINE_LENGTH;

    private CanonicalText(final OutputStream out) {
        this.out = out;
    }

    /**
     * Hashes the text of reports.
     *
     * @param log the reports; sequences below 2^31
     * @return lower-case hexadecimal SHA-256
     */
    public static String sha256(final ReportLog log) {
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            write(log, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Writes out the text of a few reports.
     *
     * @param log the reports; sequences below 2^31
     * @return lines
     */
    public static String of(final ReportLog log) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(log, bytes);
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    private static void write(final ReportLog log, final OutputStream out) {
        try (OutputStream buffered = new BufferedOutputStream(out, 1 << 16)) {
            final CanonicalText text = new CanonicalText(buffered);
            final long[] order = sorted(log);
            for (int i = 0; i < order.length; i++) {
                if (i > 0) {
                    buffered.write('\n');
                }
                text.writeLine(log, (int) (order[i] & ((1L << INDEX_BITS) - 1)));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    private static long[] sorted(final ReportLog log) {
        final long[] keys = new long[log.count()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (log.sequence(i) << TYPE_BITS | log.type(i)) << INDEX_BITS | i;
        }
        Arrays.sort(keys);
        return keys;
    }

    private void writeLine(final ReportLog log, final int index) throws IOException {
        final int type = log.type(index);
        switch (type) {
            case ReportType.ORDER_ACK, ReportType.MODIFY_ACK -> {
                prepend(log.qty(index));
                prepend(log.price(index));
                prepend(log.orderId(index));
                prepend(log.buy(index) ? 0 : 1);
            }
            case ReportType.TRADE -> {
                prepend(log.takerId(index));
                prepend(log.orderId(index));
                prepend(log.qty(index));
                prepend(log.price(index));
            }
            case ReportType.CANCEL_ACK -> {
                prepend(log.price(index));
                prepend(log.orderId(index));
                prepend(log.buy(index) ? 0 : 1);
            }
            case ReportType.CANCEL_REJECT, ReportType.MODIFY_REJECT -> prepend(log.orderId(index));
            default -> throw new IllegalArgumentException("report " + index + " has the unknown type " + type);
        }
        prepend(log.sequence(index));
        prepend(type);
        start++;
        out.write(line, start, LINE_LENGTH - start);
        start = LINE_LENGTH;
    }

    /** Puts a comma and a number in front of what is there. */
    private void prepend(final long number) {
        long rest = number;
        do {
            line[--start] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        } while (rest != 0);
        if (number < 0) {
            line[--start] = '-';
        }
        line[--start] = ',';
    }
}
