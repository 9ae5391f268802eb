package io.ecroperator.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ecroperator.aws.AccessKey;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessKeySecretsTest {

    @Test
    void shouldReadTheNamesOfTheVariables() {
        assertThat(AccessKeySecrets.keyOf(secret(
                        Map.of("AWS_ACCESS_KEY_ID", "AKID\n", "AWS_SECRET_ACCESS_KEY", "s3cret\n", "other", "x"))))
                .isEqualTo(new AccessKey("AKID", "s3cret", Optional.empty()));
        assertThat(AccessKeySecrets.keyOf(secret(Map.of(
                        "AWS_ACCESS_KEY_ID", "ASID", "AWS_SECRET_ACCESS_KEY", "s3cret", "AWS_SESSION_TOKEN", "token"))))
                .isEqualTo(new AccessKey("ASID", "s3cret", Optional.of("token")));
    }

    @ParameterizedTest
    @CsvSource({"AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY, AWS_ACCESS_KEY_ID"})
    void shouldSayWhichKeyIsMissingAndNothingOfTheOthers(String there, String missing) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessKeySecrets.keyOf(secret(Map.of(there, "s3cret", missing, " \n"))))
                .withMessage("its key " + missing + " is missing or empty");
    }

    @Test
    void shouldSayThatAnEmptySecretHasNoKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessKeySecrets.keyOf(new Secret()))
                .withMessageContaining("AWS_ACCESS_KEY_ID");
    }

    @Test
    void shouldNotShowWhatIsSecret() {
        assertThat(new AccessKey("AKID", "s3cret", Optional.of("token"))).hasToString("AccessKey[AKID]");
    }

    private static Secret secret(Map<String, String> data) {
        return new SecretBuilder()
                .withData(
                        data.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> Base64.getEncoder()
                                .encodeToString(each.getValue().getBytes(StandardCharsets.UTF_8)))))
                .build();
    }
}
