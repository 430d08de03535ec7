/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import io.outcry.codecs.orderentry.EstablishDecoder;
import io.outcry.codecs.orderentry.NegotiateDecoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** Knows the keys and whether a client has the secret of one: it must sign a fresh nonce, its epoch and its key. */
final class Authenticator {
    static final int NONCE_LENGTH = 32;
    private static final int SIGNED_LENGTH = NONCE_LENGTH + Long.BYTES + NegotiateDecoder.keyIdLength();

    private final SecureRandom random = new SecureRandom();
    private final Map<String, ApiKey> keysById = new HashMap<>();

    Authenticator(final List<ApiKey> keys) {
        for (final ApiKey key : keys) {
            keysById.put(key.keyId(), key);
        }
    }

    /** Returns null for a name that is not configured. */
    ApiKey find(final String keyId) {
        return keysById.get(keyId);
    }

    byte[] nonce() {
        final byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        return nonce;
    }

    static boolean verifies(final ApiKey key, final byte[] nonce, final EstablishDecoder establish) {
        final UnsafeBuffer signed = new UnsafeBuffer(new byte[SIGNED_LENGTH]);
        signed.putBytes(0, nonce);
        signed.putLong(NONCE_LENGTH, establish.sessionEpoch(), ByteOrder.LITTLE_ENDIAN);
        signed.putBytes(NONCE_LENGTH + Long.BYTES, key.keyId().getBytes(StandardCharsets.US_ASCII));
        final byte[] signature = new byte[EstablishDecoder.signatureLength()];
        for (int i = 0; i < signature.length; i++) {
            signature[i] = (byte) establish.signature(i);
        }
        return key.verifies(signed, SIGNED_LENGTH, signature);
    }
}
