/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.feed;

import io.outcry.codecs.NullValue;
import io.outcry.codecs.types.Side;
import io.outcry.codecs.types.TimeInForce;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads the CSV format of tapes, plain or compressed with gzip: {@code seq,ts_ms,action,order_id,side,price,qty} and
 * optionally {@code tif}, with or without a header line. Action N is a new limit order, X a cancel; side is B or S; price
 * is in ticks and quantity in lots; tif is GTC, IOC or FOK.
 */
public final class TapeReader {
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int COLUMNS = 7;

    private final Path file;
    private final Tape tape = new Tape();
    private int line;

    private TapeReader(final Path file) {
        this.file = file;
    }

    /**
     * Reads a whole file.
     *
     * @param file plain or gzip
     * @return at least one row
     * @throws TapeException naming file, line and reason
     */
    public static Tape read(final Path file) {
        return new TapeReader(file).read();
    }

    private Tape read() {
        try (BufferedReader in = open()) {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                line++;
                if (!(line == 1 && text.startsWith("seq,")) && !text.isBlank()) {
                    row(text.strip());
                }
            }
        } catch (final CharacterCodingException e) {
            throw error("not a text file in UTF-8");
        } catch (final IOException e) {
            throw new TapeException(file + ": cannot be read: " + reason(e));
        }
        if (tape.rows() == 0) {
            throw new TapeException(file + ": holds no rows");
        }
        return tape;
    }

    private BufferedReader open() throws IOException {
        final InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        final int magic = in.read() << Byte.SIZE | in.read();
        in.reset();
        final InputStream plain = magic == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    }

    private void row(final String text) {
        final String[] fields = text.split(",", -1);
        if (fields.length != COLUMNS && fields.length != COLUMNS + 1) {
            throw error("has " + fields.length + " columns instead of seq,ts_ms,action,order_id,side,price,qty[,tif]");
        }
        final long sequence = number(fields[0], "seq");
        final long timeMs = number(fields[1], "ts_ms");
        final long orderId = number(fields[3], "order_id");
        if (orderId == NullValue.INT64) {
            throw error("order_id " + orderId + " is out of range");
        }
        switch (fields[2]) {
            case "N" ->
                tape.addNew(
                        sequence,
                        timeMs,
                        orderId,
                        side(fields[4]),
                        number(fields[5], "price"),
                        number(fields[6], "qty"),
                        timeInForce(fields.length > COLUMNS ? fields[COLUMNS] : ""));
            case "X" -> tape.addCancel(sequence, timeMs, orderId);
            default -> throw error("action '" + fields[2] + "' is neither N nor X");
        }
    }

    private Side side(final String text) {
        return switch (text) {
            case "B" -> Side.BUY;
            case "S" -> Side.SELL;
            default -> throw error("side '" + text + "' is neither B nor S");
        };
    }

    private TimeInForce timeInForce(final String text) {
        return switch (text) {
            case "", "GTC" -> TimeInForce.GTC;
            case "IOC" -> TimeInForce.IOC;
            case "FOK" -> TimeInForce.FOK;
            default -> throw error("tif '" + text + "' is none of GTC, IOC, FOK");
        };
    }

    private long number(final String text, final String column) {
        try {
            return Long.parseLong(text);
        } catch (final NumberFormatException e) {
            throw error(column + " '" + text + "' is not a whole number of 64 bits");
        }
    }

    private TapeException error(final String reason) {
        return new TapeException(file + ":" + line + ": " + reason);
    }

    private static String reason(final IOException e) {
        return e instanceof NoSuchFileException ? "no such file" : e.getMessage();
    }
}
