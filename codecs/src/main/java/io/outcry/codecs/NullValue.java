/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.codecs;

/** The values that mean "not present" in every schema, as SBE defines them. */
public final class NullValue {
    /** Null of an {@code int64} field. */
    public static final long INT64 = Long.MIN_VALUE;

    /** Null of an {@code int32} field. */
    public static final int INT32 = Integer.MIN_VALUE;

    private NullValue() {}
}
