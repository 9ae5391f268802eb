package io.ecroperator.emulator.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTokensTest {
    private static final LoginTokens.Login LOGIN = new LoginTokens.Login(
            new Visitor("123456789012", "puller", "session"), "eu-west-1", Instant.parse("2026-01-02T12:00:00Z"));

    private final LoginTokens tokens = new LoginTokens(1, new Random(7));

    @Test
    void shouldReadWhatItIssuedEvenAfterARestart() {
        // When
        String token = tokens.issue(LOGIN);

        // Then
        assertThat(tokens.read(token)).contains(LOGIN);
        assertThat(new LoginTokens(1, new Random(8)).read(token)).contains(LOGIN);
        assertThat(tokens.issue(LOGIN)).isNotEqualTo(token);
    }

    @Test
    void shouldReadNothingWhenAnotherOneIssuedIt() {
        // Given
        String foreign = new LoginTokens(2, new Random(7)).issue(LOGIN);

        // When / Then
        assertThat(tokens.read(foreign)).isEmpty();
    }

    @Test
    void shouldReadNothingWhenTheClaimsWereChanged() {
        // Given
        ObjectNode token = (ObjectNode) Json.parse(text(tokens.issue(LOGIN))).orElseThrow();
        String claims = text(token.path("payload").asText());

        // When
        token.put("payload", base64(claims.replace("2026", "2036")));

        // Then
        assertThat(claims).contains("2026");
        assertThat(tokens.read(base64(token.toString()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "bm90IEpTT04=", "e30=", "W10="})
    void shouldReadNothingWhenItIsNoToken(String password) {
        // When / Then
        assertThat(tokens.read(password)).isEmpty();
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
