/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

/**
 * What a client logs on with. Its place in the list, from 1, is the number of its session.
 *
 * @param id 1 to 32 printable ASCII characters
 * @param secret shared with the client, signs the challenge
 * @param account that it trades for
 */
public record KeyConfig(String id, String secret, int account) {
    /** Stands for a secret wherever one would be shown. */
    public static final String MASK = "********";

    /** Masks the secret. */
    @Override
    public String toString() {
        return "KeyConfig[id=" + id + ", secret=" + MASK + ", account=" + account + "]";
    }
}
