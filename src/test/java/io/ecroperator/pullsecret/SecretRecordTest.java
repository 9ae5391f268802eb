package io.ecroperator.pullsecret;

import static io.ecroperator.pullsecret.PullSecrets.EU;
import static io.ecroperator.token.Tokens.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.pullsecret.PullSecretChange.UpdateSecret;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenState;
import io.ecroperator.token.Tokens;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotations that somebody has edited by hand, on a Secret whose content is well. */
class SecretRecordTest {

    private static final String SPEC = """
            registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
            secret: {name: pull}
            """;
    private static final String MINTED = "\"2026-01-02T12:00:00Z\"";
    private static final String EXPIRES = "\"2026-01-03T00:00:00Z\"";

    private final PullSecretPlanner planner = new PullSecretPlanner("test");
    private final PullSecrets world = new PullSecrets("api");

    @BeforeEach
    void write() {
        world.apply(plan(token("e1")));
    }

    @Test
    void shouldBeTheRecordThatTheTestsEdit() {
        assertThat(record()).contains(MINTED, EXPIRES);
        assertThat(plan(token("e1")).changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"mintedAt\":null}", "7", "[]"})
    void shouldWriteAnewWhenAnEntryIsNone(String entry) {
        // Given
        edit(record().replaceAll("\"eu-central-1\":\\{[^}]*}", "\"eu-central-1\":" + entry));

        // Then
        assertThat(plan(token("e1")).changes()).singleElement().isInstanceOf(UpdateSecret.class);
        assertThat(plan(Map.of()).changes()).as("not emptied without a token").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+1000000000-12-31T23:59:59.999999999Z, +1000000000-12-31T23:59:59.999999999Z",
        "-1000000000-01-01T00:00:00Z, +1000000000-12-31T23:59:59.999999999Z",
        "-1000000000-01-01T00:00:00Z, -1000000000-01-01T00:00:00Z",
        "2026-01-02T12:00:00Z, +10000-01-01T00:00:00Z",
        "1999-01-02T12:00:00Z, 2026-01-03T00:00:00Z",
        "yesterday, tomorrow"
    })
    void shouldWriteAnewWhenDatesAreAbsurd(String mintedAt, String expiresAt) {
        // Given
        edit(record().replace(MINTED, '"' + mintedAt + '"').replace(EXPIRES, '"' + expiresAt + '"'));

        // Then
        assertThat(planner.wanted(world.desired(SPEC), world.existing(), NOON)).containsExactly(EU);
        assertThat(plan(token("e1")).changes()).singleElement().isInstanceOf(UpdateSecret.class);
        assertThat(plan(Map.of()).changes()).as("not emptied without a token").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "labels", "annotations"})
    void shouldWriteAnewWhenANameIsNull(String names) {
        // Given
        edit(record().replaceAll("\"" + names + "\":\\[[^]]*]", "\"" + names + "\":[null]"));

        // Then
        assertThat(plan(token("e1")).changes()).singleElement().isInstanceOf(UpdateSecret.class);
    }

    private PullSecretPlan plan(Map<TokenKey, TokenState> states) {
        return planner.plan(world.desired(SPEC), world.existing(), states, NOON);
    }

    private static Map<TokenKey, TokenState> token(String password) {
        return Map.of(EU, new TokenState(Optional.of(Tokens.minted(password, NOON)), false, false, Optional.empty()));
    }

    private String record() {
        return world.secrets().get("pull").getMetadata().getAnnotations().get(SecretRecord.ANNOTATION);
    }

    private void edit(String record) {
        assertThat(record).isNotEqualTo(record());
        world.secrets().get("pull").getMetadata().getAnnotations().put(SecretRecord.ANNOTATION, record);
    }
}
