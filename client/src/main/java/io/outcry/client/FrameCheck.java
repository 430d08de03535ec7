/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.client;

import io.outcry.codecs.marketdata.OrderAddedDecoder;
import io.outcry.codecs.types.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** What every frame of the market-data schema must pass before it is read. */
final class FrameCheck {
    /** No message of the schema has this id. */
    static final int INVALID = -1;

    private FrameCheck() {}

    /**
     * Wraps the header.
     *
     * @return template id, or {@link #INVALID} if schema, version or length are wrong. The caller still has to compare the
     *     block length with that of the template.
     */
    static int templateId(final MessageHeaderDecoder header, final UnsafeBuffer frame, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return INVALID;
        }
        header.wrap(frame, 0);
        return header.schemaId() == OrderAddedDecoder.SCHEMA_ID
                        && header.version() <= OrderAddedDecoder.SCHEMA_VERSION
                        && header.blockLength() <= length - MessageHeaderDecoder.ENCODED_LENGTH
                ? header.templateId()
                : INVALID;
    }
}
