/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.command;

import io.outcry.launcher.journal.RunReplay;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a multiple of the recorded speed; as fast as it goes is 0. */
final class Speed implements ITypeConverter<Double> {
    private static final double LARGEST = 1e9;

    @Override
    public Double convert(final String text) {
        if (text.equals("max")) {
            return RunReplay.MAX_SPEED;
        }
        try {
            final double multiple = Double.parseDouble(text);
            if (multiple > 0 && multiple <= LARGEST) {
                return multiple;
            }
        } catch (final NumberFormatException e) {
            throw new TypeConversionException("must be max or a positive number, not '" + text + "'");
        }
        throw new TypeConversionException("must be max or a positive number, not '" + text + "'");
    }
}
