/* SPDX-License-Identifier: Apache-2.0 */
package io.outcry.launcher.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    private static final Map<String, String> ENV = Map.of("NAME", "value", "EMPTY", "", "N", "8", "ODD", "$1\\{");

    @TempDir
    private Path folder;

    private ConfigFixture fixture;

    @BeforeEach
    void createFixture() {
        fixture = new ConfigFixture(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${NAME}               | value",
                "a/${NAME}/${N}.z      | a/value/8.z",
                "${NAME:-other}        | value",
                "${UNSET:-other}       | other",
                "${EMPTY:-other}       | other",
                "a${EMPTY}b            | ab",
                "a${UNSET:-}b          | ab",
                "${UNSET:-a:-$b}       | a:-$b",
                "${ODD}                | $1\\{",
                "$${NAME}              | ${NAME}",
                "$$${NAME}             | $${NAME}",
                "$NAME$                | $NAME$"
            })
    void shouldFillInVariables(final String text, final String expanded) {
        assertEquals(expanded, new Environment(ENV).expand(text, ConfigException::new));
    }

    @ParameterizedTest
    @CsvSource({"${NAME}", "$${NAME}", "$$$${", "$", "a${b}$${c"})
    void shouldGiveBackWhatWasEscaped(final String text) {
        assertEquals(text, new Environment(ENV).expand(Environment.escape(text), ConfigException::new));
    }

    @Test
    void shouldFillInVariablesOfEveryKindOfValue() throws IOException {
        final OutcryConfig config = fixture.load("""
                dataDir: ${NAME}/data
                gateway: {maxSessions: "${N}"}
                traders:
                  enabled: ${TRADE:-false}
                """, ENV, "keys[0].secret=${NAME}");

        assertEquals(Path.of("value/data"), config.dataDir());
        assertEquals(8, config.gateway().maxSessions());
        assertFalse(config.traders().enabled());
        assertEquals("value", config.keys().get(0).secret());
    }

    @Test
    void shouldNotNeedAVariableWhoseValueIsReplaced() throws IOException {
        assertEquals(
                Path.of("here"),
                fixture.load("dataDir: ${UNSET}", ENV, "dataDir=here").dataDir());
    }

    @Test
    void shouldNameThePlaceWhenAVariableIsNotSet() {
        fixture.assertError(
                "user.yaml:2: dataDir: the environment variable UNSET is not set; set it, or give a default:"
                        + " ${UNSET:-value}",
                "mode: shared\ndataDir: ${UNSET}",
                ENV);
    }

    @Test
    void shouldNameThePlaceWhenAReferenceIsMalformed() {
        fixture.assertError(
                "user.yaml:1: dataDir: a ${ has no closing }; close it, or write $${ for a literal ${",
                "dataDir: a${NAME",
                ENV);
        fixture.assertError(
                "user.yaml:1: dataDir: '${my name}' does not name a variable; give ${NAME} or ${NAME:-default}",
                "dataDir: ${my name}",
                ENV);
    }

    @Test
    void shouldCheckWhatWasFilledIn() {
        fixture.assertError(
                "user.yaml:2: gateway.maxSessions: 'value' is not a whole number; give one from 1 to 1024",
                "gateway:\n  maxSessions: ${NAME}",
                ENV);
        fixture.assertError(
                "user.yaml:4: keys[0].secret: this is the mask of a printed configuration; give the secret itself,"
                        + " or ${NAME} to take it from the environment",
                "mode: shared\nkeys:\n  - id: a\n    secret: ${MASK}\n    account: 1",
                Map.of("MASK", KeyConfig.MASK));
    }
}
