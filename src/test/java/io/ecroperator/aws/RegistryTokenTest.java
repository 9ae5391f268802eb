package io.ecroperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTokenTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void shouldSplitAtTheFirstColonOnly() {
        // When
        RegistryToken token = new RegistryToken(base64("AWS:a:b=="), NOON, Optional.empty());

        // Then
        assertThat(token.username()).isEqualTo("AWS");
        assertThat(token.password()).isEqualTo("a:b==");
    }

    @Test
    void shouldNotShowTheTokenAsText() {
        // Given
        String secret = base64("AWS:hidden");

        // When
        String text = new RegistryToken(secret, NOON, Optional.of("https://host")).toString();

        // Then
        assertThat(text).contains("2026-01-02T12:00:00Z").doesNotContain(secret, "hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "QVdT", "OnB3"})
    void shouldRefuseWhatIsNoTokenWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> new RegistryToken(text, NOON, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a token without a user name");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
