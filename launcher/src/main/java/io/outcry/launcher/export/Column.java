/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.export;

/** A column of a table. */
record Column(String name, Type type) {
    /** What the values of a column are. */
    enum Type {
        /** Point in time. */
        TIME("timestamp", "ns since 1970"),
        /** Number without a unit. */
        NUMBER("int64", ""),
        /** Small number without a unit. */
        COUNT("int32", ""),
        /** Price as the engine counts it. */
        TICKS("int64", "ticks"),
        /** Price as people write it. */
        PRICE("decimal", "quote asset"),
        /** Quantity as the engine counts it. */
        LOTS("int64", "lots"),
        /** Quantity as people write it. */
        QTY("decimal", "base asset"),
        /** Name. */
        TEXT("text", ""),
        /** Yes or no. */
        FLAG("boolean", "");

        private final String typeName;
        private final String unit;

        Type(final String typeName, final String unit) {
            this.typeName = typeName;
            this.unit = unit;
        }

        String typeName() {
            return typeName;
        }

        String unit() {
            return unit;
        }
    }
}
