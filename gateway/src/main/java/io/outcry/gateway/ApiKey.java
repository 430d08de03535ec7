/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.agrona.DirectBuffer;

/** A key under which one session at a time trades for an account. Its secret never leaves this object. */
public final class ApiKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final int sessionId;
    private final String keyId;
    private final int accountId;
    private final SecretKeySpec secret;

    /**
     * Takes a configured key.
     *
     * @param sessionId number of the key, dense from 1
     * @param keyId its name, 1 to 32 ASCII characters
     * @param secret shared with the client, not empty
     * @param accountId account that it trades for
     */
    public ApiKey(final int sessionId, final String keyId, final String secret, final int accountId) {
        this.sessionId = sessionId;
        this.keyId = keyId;
        this.accountId = accountId;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    int sessionId() {
        return sessionId;
    }

    String keyId() {
        return keyId;
    }

    int accountId() {
        return accountId;
    }

    /** Compares in constant time. */
    boolean verifies(final DirectBuffer signed, final int length, final byte[] signature) {
        try {
            final Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            final byte[] message = new byte[length];
            signed.getBytes(0, message);
            return MessageDigest.isEqual(mac.doFinal(message), signature);
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not available", e);
        }
    }
}
