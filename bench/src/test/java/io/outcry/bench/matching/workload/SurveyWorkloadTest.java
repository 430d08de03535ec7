/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.bench.matching.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurveyWorkloadTest {
    @ParameterizedTest
    @CsvSource({
        "static, 22f782cf6865a53ed150424b87f51a35dc80be87e2427c78c3b5a12d6ccc0ae5",
        "normal, d925e1a4fc03cfcf7f0db8f9ad4c6c8674991250b702e9dc3f1b2b7c9f4bfbc1",
        "swing-25, 814c1cc319bd7a7e3c0b66d34e37d6a961efb2e8d86f16fff335740ba46b52d6",
        "swing-40, d0941f009872a70b6d337ff71844188d964a0f7039ee669962ff7a398380d3d0",
        "flash-crash, 1cd9573c7703baa8f9ce655f4fceab25526dfb4e857eb0c563d1d2a51fd00285"
    })
    void shouldWriteTheFileOfTheSurveyWhenSeededAsThere(final String scenario, final String sha256)
            throws IOException, NoSuchAlgorithmException {
        final MessageBuffer messages =
                SurveyWorkload.generate(Scenario.of(scenario), Scenario.PUBLISHED_SEED, Scenario.PUBLISHED_ORDERS);

        final MessageDigest digest = MessageDigest.getInstance("SHA-256");
        messages.writeFile(Channels.newChannel(new DigestOutputStream(OutputStream.nullOutputStream(), digest)));
        assertEquals(sha256, HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void shouldReadBackWhatWasAddedWhenTheBufferGrew() {
        final MessageBuffer messages = new MessageBuffer(1);
        messages.add(MessageType.NEW, true, true, 0xffff_ffffL, 1, 5);
        messages.add(MessageType.CANCEL, false, false, 3, Long.MAX_VALUE, -7);
        messages.add(MessageType.MODIFY, true, false, 4, 9, Long.MIN_VALUE);

        assertEquals(3, messages.count());
        assertMessage(messages, 0, MessageType.NEW, true, true, 0xffff_ffffL, 1, 5);
        assertMessage(messages, 1, MessageType.CANCEL, false, false, 3, Long.MAX_VALUE, -7);
        assertMessage(messages, 2, MessageType.MODIFY, true, false, 4, 9, Long.MIN_VALUE);
    }

    @Test
    void shouldNameOnlyTheNewestOrderWhenCancellingOrModifying() {
        final MessageBuffer messages = SurveyWorkload.generate(Scenario.NORMAL, 1, 1_000);
        long newest = 0;
        for (int i = 0; i < messages.count(); i++) {
            if (messages.type(i) == MessageType.NEW) {
                newest = messages.orderId(i);
            }
            assertEquals(newest, messages.orderId(i));
        }
    }

    private static void assertMessage(
            final MessageBuffer messages,
            final int index,
            final int type,
            final boolean buy,
            final boolean immediateOrCancel,
            final long qty,
            final long orderId,
            final long price) {
        assertEquals(type, messages.type(index));
        assertEquals(buy, messages.buy(index));
        assertEquals(immediateOrCancel, messages.immediateOrCancel(index));
        assertEquals(qty, messages.qty(index));
        assertEquals(index, messages.sequence(index));
        assertEquals(orderId, messages.orderId(index));
        assertEquals(price, messages.price(index));
    }
}
