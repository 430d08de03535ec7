/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.outcry.codecs.Decimal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SetOptionTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReplaceSingleValues() {
        final OutcryConfig config = ConfigFixture.loadWithSets(
                "instruments[0].tickSize=0.05",
                "traders.enabled=false",
                "gateway.maxSessions=8",
                "accounts[3].balances.USD=7",
                "keys[0].secret='a=b #c'");

        assertEquals(Decimal.parse("0.05"), config.instruments().get(0).tickSize());
        assertFalse(config.traders().enabled());
        assertEquals(8, config.gateway().maxSessions());
        assertEquals(Map.of("USD", Decimal.parse("7")), config.accounts().get(3).balances());
        assertEquals("a=b #c", config.keys().get(0).secret());
    }

    @Test
    void shouldReplaceListsAndMergeMaps() {
        final OutcryConfig config = ConfigFixture.loadWithSets(
                "keys=[{id: a, secret: b, account: 1}]",
                "traders={enabled: false}",
                "instruments[2]={symbol: SOL, status: HALT}");

        assertEquals(List.of(new KeyConfig("a", "b", 1)), config.keys());
        assertEquals(new TradersConfig(false, 1, 50), config.traders());
        assertEquals("SOL", config.instruments().get(2).symbol());
        assertEquals(Decimal.parse("0.01"), config.instruments().get(2).lotSize());
    }

    @Test
    void shouldClearAValueWhenNothingFollowsTheEqualsSign() {
        assertEquals(
                Optional.empty(),
                ConfigFixture.loadWithSets("aeronDir=/dev/shm/x", "aeronDir=").aeronDir());
    }

    @Test
    void shouldWinOverTheFileAndOverEarlierOptions() throws IOException {
        final OutcryConfig config = new ConfigFixture(folder)
                .load("gateway: {maxSessions: 2}", Map.of(), "gateway.maxSessions=3", "gateway.maxSessions=4");

        assertEquals(4, config.gateway().maxSessions());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldNameTheOptionWhenItIsWrong(final String option, final String message) {
        ConfigFixture.assertSetError("--set " + message, option);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("mode", "mode: there is no '='; give path=value such as gateway.maxSessions=8"),
                arguments("=1", "=1: '' is not a path; give one such as instruments[0].tickSize"),
                arguments("a..b=1", "a..b=1: 'a..b' is not a path; give one such as instruments[0].tickSize"),
                arguments("a[x]=1", "a[x]=1: 'a[x]' is not a path; give one such as instruments[0].tickSize"),
                arguments("a[0]b=1", "a[0]b=1: 'a[0]b' is not a path; give one such as instruments[0].tickSize"),
                arguments(
                        "gatway.maxSessions=8",
                        "gatway.maxSessions=8: gatway: there is no such key; did you mean" + " gateway?"),
                arguments(
                        "gateway.maxSession=8",
                        "gateway.maxSession=8: gateway.maxSession: there is no such key; did"
                                + " you mean maxSessions?"),
                arguments(
                        "gateway.maxSessions=0",
                        "gateway.maxSessions=0: gateway.maxSessions: 0 is out of range; give"
                                + " a whole number from 1 to 1024"),
                arguments(
                        "instruments[0].tickSize=abc",
                        "instruments[0].tickSize=abc: instruments[0].tickSize: 'abc'"
                                + " is not a decimal number; give one such as 0.01"),
                arguments(
                        "instruments[3].tickSize=1",
                        "instruments[3].tickSize=1: instruments: there is no item 3;" + " give an index below 3"),
                arguments(
                        "instruments.tickSize=1",
                        "instruments.tickSize=1: instruments: it is a list; give an index"
                                + " such as instruments[0].tickSize"),
                arguments("gateway[0]=1", "gateway[0]=1: gateway: it is not a list; leave out [0]"),
                arguments("mode.fast=1", "mode.fast=1: mode: it has no keys; leave out .fast"),
                arguments("mode=null", "mode=null: mode: there is no value; give one, or leave the key out"),
                arguments(
                        "assets=[{name: USD",
                        "assets=[{name: USD: not valid YAML: while parsing a flow mapping, expected ',' or '}',"
                                + " but got <stream end>; check indentation, quotes and brackets"));
    }

    @Test
    void shouldNotShowASecretWhenTheOptionIsWrong() {
        ConfigFixture.assertSetError(
                "--set keys[9].secret=********: keys: there is no item 9; give an index below 4",
                "keys[9].secret=hush");
        ConfigFixture.assertSetError(
                "--set keys=********: keys[0]: account is missing; add it, such as account: 1",
                "keys=[{id: a, secret: hush}]");
    }
}
