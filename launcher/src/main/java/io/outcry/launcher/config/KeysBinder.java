/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import java.util.ArrayList;
import java.util.List;

/** Binds the list of keys. No error shows a secret. */
final class KeysBinder {
    private static final int MAX_KEYS = 10_000;
    private static final int MAX_ID_LENGTH = 32;
    private static final int MAX_SECRET_LENGTH = 256;

    private final int accounts;
    private final FirstSeen ids = new FirstSeen();

    KeysBinder(final int accounts) {
        this.accounts = accounts;
    }

    List<KeyConfig> bind(final Setting list) {
        final List<KeyConfig> keys = new ArrayList<>();
        for (final Setting item : list.items(MAX_KEYS)) {
            final Section section = item.section("id: demo", "secret: ${DEMO_SECRET}", "account: 1");
            final Setting id = section.required("id");
            final KeyConfig key = new KeyConfig(
                    id.name(MAX_ID_LENGTH), secret(section.required("secret")), account(section.required("account")));
            ids.add(key.id(), id);
            keys.add(key);
        }
        return keys;
    }

    private int account(final Setting setting) {
        final int account = setting.integer(1, Integer.MAX_VALUE);
        if (account > accounts) {
            throw setting.error("there is no account " + account + "; give one from 1 to " + accounts);
        }
        return account;
    }

    private static String secret(final Setting setting) {
        final String secret = setting.text();
        if (secret.equals(KeyConfig.MASK)) {
            throw setting.error("this is the mask of a printed configuration; give the secret itself, or ${NAME} to"
                    + " take it from the environment");
        }
        if (secret.isEmpty() || secret.length() > MAX_SECRET_LENGTH) {
            throw setting.error("the secret has " + secret.length() + " characters; give 1 to " + MAX_SECRET_LENGTH);
        }
        return secret;
    }
}
