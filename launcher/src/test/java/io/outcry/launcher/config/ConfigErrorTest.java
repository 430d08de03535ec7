/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake that a file can hold, and the exact words that it is answered with. */
class ConfigErrorTest {
    private static final String INSTRUMENT = """
            instruments:
              - symbol: A
                base: BTC
                quote: USD
                tickSize: 0.01
                lotSize: 0.001
                minQty: 0.001
                maxQty: 100
            """;
    private static final String ACCOUNT = """
            accounts:
              - id: 1
                checkFunds: true
                maxOrderQty: 10
                maxOpenOrders: 10
                balances:
                  USD: 5
            """;
    private static final String KEY = """
            keys:
              - id: maker
                secret: hush
                account: 1
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource({"syntax", "shapes", "scalars", "assets", "instruments", "accounts", "keys", "sections"})
    void shouldNamePlaceAndRemedyWhenTheFileIsWrong(final String yaml, final String message) {
        new ConfigFixture(folder).assertError("user.yaml:" + message, yaml);
    }

    static Stream<Arguments> syntax() {
        return Stream.of(
                arguments(
                        "mode: shared\ngateway: [1\nidle\n",
                        "4: not valid YAML: while parsing a flow sequence, expected ',' or ']', but got <stream end>;"
                                + " check indentation, quotes and brackets"),
                arguments(
                        "mode: shared\n\tidle: auto\n",
                        "2: not valid YAML: while scanning for the next token, found character '\\t(TAB)' that cannot"
                                + " start any token. (Do not use \\t(TAB) for indentation); check indentation,"
                                + " quotes and brackets"),
                arguments(
                        "mode: shared: idle\n",
                        "1: not valid YAML: mapping values are not allowed here; check indentation, quotes and"
                                + " brackets"),
                arguments(
                        "mode: *fast\n",
                        "1: not valid YAML: found undefined alias fast; check indentation, quotes and brackets"),
                arguments(
                        "mode: shared\n---\nidle: auto\n",
                        "2: not valid YAML: expected a single document in the stream, but found another document;"
                                + " check indentation, quotes and brackets"),
                arguments(
                        "mode: shared\nidle: \u0007\n",
                        "2: not valid YAML: character U+0007 is not allowed; write it in \"\" as an escape"),
                arguments(
                        "# comment\n".repeat(999) + "idle: \u0007\n",
                        "1000: not valid YAML: character U+0007 is not allowed; write it in \"\" as an escape"),
                arguments("[".repeat(1_000_000), "1: not valid YAML: nested too deep"),
                arguments(
                        "mode: [[[[[[[[[]]]]]]]]]\n", "1: mode[0][0][0][0][0][0][0][0]: nested deeper than 8 levels"));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                arguments("- mode\n", "1: a list is not a map; give keys such as mode: shared"),
                arguments("mode: shared\ngatway: {}\n", "2: gatway: there is no such key; did you mean gateway?"),
                arguments(
                        "gateway:\n  maxSesions: 1\n",
                        "2: gateway.maxSesions: there is no such key; did you mean maxSessions?"),
                arguments(
                        "journal:\n  colour: red\n",
                        "2: journal.colour: there is no such key; give one of ackLevel, eventHashInterval, snapshotInterval, keepSnapshots, minFreeMiB, preallocateMiB"),
                arguments("gateway: 5\n", "1: gateway: '5' is not a map; give keys such as maxSessions: 64"),
                arguments("gateway:\n", "1: gateway: there is no value; give one, or leave the key out"),
                arguments("mode: ~\n", "1: mode: there is no value; give one, or leave the key out"),
                arguments(
                        "mode: [shared]\n",
                        "1: mode: a list is not a single value; give one, in quotes if it has special characters"),
                arguments(
                        "mode: {a: b}\n",
                        "1: mode: a map is not a single value; give one, in quotes if it has special characters"),
                arguments(
                        "assets: USD\n",
                        "1: assets: 'USD' is not a list; put each item on a line of its own, after a dash"),
                arguments("assets: []\n", "1: assets: 0 items are in the list; give 1 to 1000"),
                arguments("assets: [USD]\n", "1: assets[0]: 'USD' is not a map; give keys such as name: USD"),
                arguments(
                        "mode: shared\nidle: auto\nmode: shared\n",
                        "3: mode: there is one already at user.yaml:1; keep one of them"),
                arguments(
                        "gateway:\n  maxSessions: 1\n  maxSessions: 2\n",
                        "3: gateway.maxSessions: there is one already at user.yaml:2; keep one of them"),
                arguments("? [a]\n: b\n", "1: a list or a map cannot be a key; give a name"),
                arguments("mode: !mine shared\n", "1: mode: the tag !mine is not supported; leave it out"),
                arguments("mode: &a\n  b: *a\n", "2: mode.b.b.b.b.b.b.b.b: nested deeper than 8 levels"));
    }

    static Stream<Arguments> scalars() {
        return Stream.of(
                arguments("mode: fast\n", "1: mode: 'fast' is unknown; give shared or dedicated"),
                arguments("idle: Auto\n", "1: idle: 'Auto' is unknown; give auto, spin or yield"),
                arguments("dataDir: ' '\n", "1: dataDir: the path is empty; give a folder such as data"),
                arguments(
                        "dataDir: \"a\\0\"\n",
                        "1: dataDir: it cannot be a path: Nul character not allowed; give one such as data"),
                arguments(
                        "aeronDir: shm/x\n",
                        "1: aeronDir: 'shm/x' is a relative path; give an absolute one such as /dev/shm/outcry, or"
                                + " \"\" for a folder of its own"),
                arguments(
                        "gateway:\n  maxSessions: many\n",
                        "2: gateway.maxSessions: 'many' is not a whole number; give one from 1 to 1024"),
                arguments(
                        "gateway:\n  maxSessions: 1.5\n",
                        "2: gateway.maxSessions: '1.5' is not a whole number; give one from 1 to 1024"),
                arguments("traders:\n  enabled: yes\n", "2: traders.enabled: 'yes' is unknown; give true or false"));
    }

    static Stream<Arguments> assets() {
        return Stream.of(
                arguments(
                        "assets:\n  - name: USD\n    scale: 2\n  - name: USD\n    scale: 3\n",
                        "4: assets[1].name: 'USD' is there already at user.yaml:2; give another one"),
                arguments(
                        "assets:\n  - name: LONGNAMES\n    scale: 2\n",
                        "2: assets[0].name: 'LONGNAMES' cannot be a name; give 1 to 8 printable ASCII characters"
                                + " without blanks"),
                arguments(
                        "assets:\n  - name: \u20ac\n    scale: 2\n",
                        "2: assets[0].name: '\u20ac' cannot be a name; give 1 to 8 printable ASCII characters"
                                + " without blanks"),
                arguments(
                        "assets:\n  - name: ''\n    scale: 2\n",
                        "2: assets[0].name: '' cannot be a name; give 1 to 8 printable ASCII characters without"
                                + " blanks"),
                arguments(
                        "assets:\n  - name: USD\n    scale: 19\n",
                        "3: assets[0].scale: 19 is out of range; give a whole number from 0 to 18"),
                arguments("assets:\n  - name: USD\n", "2: assets[0]: scale is missing; add it, such as scale: 8"));
    }

    static Stream<Arguments> instruments() {
        return Stream.of(
                instrument(
                        "tickSize: 0.01",
                        "tickSize: abc",
                        "5",
                        "tickSize: 'abc' is not a decimal number; give one" + " such as 0.01"),
                instrument(
                        "tickSize: 0.01",
                        "tickSize: 1e-2",
                        "5",
                        "tickSize: '1e-2' is not a decimal number; give" + " one such as 0.01"),
                instrument(
                        "tickSize: 0.01",
                        "tickSize: 0.0000000000000000001",
                        "5",
                        "tickSize: '0.0000000000000000001' has more than 18 digits after the point; give one such as"
                                + " 0.01"),
                instrument(
                        "tickSize: 0.01",
                        "tickSize: 0",
                        "5",
                        "tickSize: 0 is not above zero; give a decimal number" + " such as 0.01"),
                instrument(
                        "tickSize: 0.01",
                        "tickSize: 0.000001",
                        "5",
                        "tickSize: 0.000000001 is not a multiple of 0.00000001, the smallest unit of USD; change it,"
                                + " or the scale of USD; it is what one lot costs per tick"),
                instrument(
                        "tickSize: 0.01",
                        "tickSize: 1000000000000000",
                        "5",
                        "tickSize: 1000000000000.000 is too large to be counted in steps of 0.00000001, the smallest"
                                + " unit of USD; change it, or the scale of USD; it is what one lot costs per tick"),
                instrument("    tickSize: 0.01\n", "", "2", "tickSize is missing; add it, such as tickSize: 0.01"),
                instrument(
                        "lotSize: 0.001",
                        "lotSize: -1",
                        "6",
                        "lotSize: -1 is not above zero; give a decimal number" + " such as 0.00001"),
                instrument(
                        "lotSize: 0.001",
                        "lotSize: 0.000000001",
                        "6",
                        "lotSize: 0.000000001 is not a multiple of 0.00000001, the smallest unit of BTC; change it,"
                                + " or the scale of BTC"),
                instrument(
                        "minQty: 0.001",
                        "minQty: 0.0015",
                        "7",
                        "minQty: 0.0015 is not a multiple of 0.001, the lot" + " size"),
                instrument("minQty: 0.001", "minQty: 0", "7", "minQty: 0 is below the lot size; give at least 0.001"),
                instrument(
                        "maxQty: 100",
                        "maxQty: 0.0001",
                        "8",
                        "maxQty: 0.0001 is not a multiple of 0.001, the lot" + " size"),
                instrument(
                        "minQty: 0.001\n    maxQty: 100",
                        "minQty: 5\n    maxQty: 4",
                        "8",
                        "maxQty: 4 is below minQty; give at least 5"),
                instrument(
                        "maxQty: 100",
                        "maxQty: 9223372036854775807",
                        "8",
                        "maxQty: 9223372036854775807 is too large to be counted in steps of 0.001, the lot size"),
                instrument(
                        "maxQty: 100",
                        "maxQty: 9223372036854775808",
                        "8",
                        "maxQty: '9223372036854775808' is too large; give one such as 0.001"),
                instrument("base: BTC", "base: BTX", "3", "base: there is no asset 'BTX'; did you mean BTC?"),
                instrument(
                        "quote: USD",
                        "quote: YEN",
                        "4",
                        "quote: there is no asset 'YEN'; give one of USD, BTC, ETH," + " SOL"),
                instrument("quote: USD", "quote: BTC", "4", "quote: BTC is the base asset too; give another one"),
                instrument(
                        "maxQty: 100",
                        "maxQty: 100\n    status: SHUT",
                        "9",
                        "status: 'SHUT' is unknown; give one of CANCEL_ONLY, CLOSED, CLOSING_AUCTION, HALT, OPEN,"
                                + " OPENING_AUCTION, POST_ONLY, PRE_OPEN, VOLATILITY_AUCTION"),
                instrument(
                        "maxQty: 100",
                        "maxQty: 100\n    schedule: [{at: 25:00, status: OPEN}]",
                        "9",
                        "schedule[0].at: '25:00' is no time of the day; give hours and minutes, such as 09:30,"
                                + " or seconds too, such as 09:30:15"),
                instrument(
                        "symbol: A",
                        "symbol: A B",
                        "2",
                        "symbol: 'A B' cannot be a name; give 1 to 16 printable" + " ASCII characters without blanks"),
                arguments(
                        INSTRUMENT + INSTRUMENT.substring(INSTRUMENT.indexOf('\n') + 1),
                        "9: instruments[1].symbol: 'A' is there already at user.yaml:2; give another one"));
    }

    static Stream<Arguments> accounts() {
        return Stream.of(
                account("id: 1", "id: 2", "2", ".id: 2 leaves a hole; number the 1 accounts from 1 to 1"),
                account("id: 1", "id: 0", "2", ".id: 0 is out of range; give a whole number from 1 to 10000"),
                account("true", "maybe", "3", ".checkFunds: 'maybe' is unknown; give true or false"),
                account(
                        "maxOrderQty: 10",
                        "maxOrderQty: 9223372036854775808",
                        "4",
                        ".maxOrderQty: 9223372036854775808 is out of range; give a whole number from 1 to"
                                + " 9223372036854775807"),
                account(
                        "maxOpenOrders: 10",
                        "maxOpenOrders: 0",
                        "5",
                        ".maxOpenOrders: 0 is out of range; give a whole number from 1 to 10000000"),
                account(
                        "checkFunds: true",
                        "tradeGroup: -1",
                        "3",
                        ".tradeGroup: -1 is out of range; give a whole number from 0 to 2147483647"),
                account(
                        "checkFunds: true",
                        "selfTradePrevention: expire",
                        "3",
                        ".selfTradePrevention: 'expire' is unknown; give NONE, EXPIRE_TAKER, EXPIRE_MAKER, EXPIRE_BOTH"
                                + " or DECREMENT"),
                account("USD: 5", "USB: 5", "7", ".balances.USB: there is no asset 'USB'; did you mean USD?"),
                account("USD: 5", "USD: -5", "7", ".balances.USD: -5 is negative; give zero or more"),
                account(
                        "USD: 5",
                        "USD: 0.000000001",
                        "7",
                        ".balances.USD: 0.000000001 is not a multiple of 0.00000001, the smallest unit of USD;"
                                + " change it, or the scale of USD"),
                account(
                        "USD: 5",
                        "USD: 92233720369",
                        "7",
                        ".balances.USD: 92233720369 is too large to be counted in steps of 0.00000001, the smallest"
                                + " unit of USD; change it, or the scale of USD"),
                account("\n      USD: 5", " 5", "6", ".balances: '5' is not a map; give entries such as USD: 1000000"),
                arguments(
                        ACCOUNT + ACCOUNT.substring(ACCOUNT.indexOf('\n') + 1),
                        "8: accounts[1].id: '1' is there already at user.yaml:2; give another one"));
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                key("account: 1", "account: 5", "4", ".account: there is no account 5; give one from 1 to 4"),
                key("secret: hush", "secret: ''", "3", ".secret: the secret has 0 characters; give 1 to 256"),
                key(
                        "secret: hush",
                        "secret: '********'",
                        "3",
                        ".secret: this is the mask of a printed configuration; give the secret itself, or ${NAME} to"
                                + " take it from the environment"),
                key("    secret: hush\n", "", "2", ": secret is missing; add it, such as secret: ${DEMO_SECRET}"),
                key(
                        "id: maker",
                        "id: abcdefghijklmnopqrstuvwxyz1234567",
                        "2",
                        ".id: 'abcdefghijklmnopqrstuvwxyz1234567' cannot be a name; give 1 to 32 printable ASCII"
                                + " characters without blanks"),
                arguments(
                        KEY + KEY.substring(KEY.indexOf('\n') + 1),
                        "5: keys[1].id: 'maker' is there already at user.yaml:2; give another one"));
    }

    static Stream<Arguments> sections() {
        return Stream.of(
                range("limits", "maxOpenOrders", "0", "1 to 10000000"),
                range("limits", "maxOpenOrders", "10000001", "1 to 10000000"),
                range("gateway", "maxSessions", "1025", "1 to 1024"),
                range("gateway", "maxOutstanding", "1025", "1 to 1024"),
                range("gateway", "minKeepAliveMs", "0", "1 to 3600000"),
                range("gateway", "maxKeepAliveMs", "3600001", "1 to 3600000"),
                range("journal", "eventHashInterval", "0", "1 to 1000000"),
                range("journal", "snapshotInterval", "0", "1 to 1000000000"),
                range("journal", "snapshotInterval", "1000000001", "1 to 1000000000"),
                range("journal", "keepSnapshots", "0", "1 to 1000"),
                range("journal", "keepSnapshots", "1001", "1 to 1000"),
                range("journal", "minFreeMiB", "-1", "0 to 1048576"),
                range("journal", "minFreeMiB", "1048577", "0 to 1048576"),
                range("journal", "preallocateMiB", "-1", "0 to 1024"),
                range("journal", "preallocateMiB", "1025", "0 to 1024"),
                range("marketData", "snapshotIntervalMs", "60001", "1 to 60000"),
                range("traders", "ordersPerSecond", "0", "1 to 100000"),
                range("traders", "seed", "-9223372036854775809", "-9223372036854775808 to 9223372036854775807"),
                arguments(
                        "gateway:\n  maxKeepAliveMs: 99\n",
                        "2: gateway.maxKeepAliveMs: 99 is below minKeepAliveMs; give at least 100"),
                arguments(
                        "journal:\n  ackLevel: NULL_VAL\n",
                        "2: journal.ackLevel: 'NULL_VAL' is unknown; give process or disk"),
                arguments(
                        "traders:\n  enabled: true\n" + KEY,
                        "2: traders.enabled: the traders log on with the key taker, which is not in keys; add it, or"
                                + " give false"));
    }

    private static Arguments instrument(
            final String right, final String wrong, final String line, final String message) {
        final String separator = message.contains("is missing") ? ": " : ".";
        return arguments(INSTRUMENT.replace(right, wrong), line + ": instruments[0]" + separator + message);
    }

    private static Arguments account(final String right, final String wrong, final String line, final String message) {
        return arguments(ACCOUNT.replace(right, wrong), line + ": accounts[0]" + message);
    }

    private static Arguments key(final String right, final String wrong, final String line, final String message) {
        return arguments(KEY.replace(right, wrong), line + ": keys[0]" + message);
    }

    private static Arguments range(final String section, final String key, final String value, final String range) {
        return arguments(
                section + ":\n  " + key + ": " + value + "\n",
                "2: " + section + "." + key + ": " + value + " is out of range; give a whole number from " + range);
    }
}
