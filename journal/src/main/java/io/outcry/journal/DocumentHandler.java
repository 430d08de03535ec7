/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.journal;

import org.agrona.concurrent.UnsafeBuffer;

/** Takes the documents of a file, one by one. */
interface DocumentHandler {
    /** The frames of a document, from the offset to the end, each found good. */
    void onDocument(UnsafeBuffer buffer, int offset, int end);
}
