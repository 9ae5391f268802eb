package io.ecroperator.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.ConnectionSpec.Endpoints;
import io.ecroperator.aws.ConnectionSpec.WebIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeyTest {

    private static final String ROLE = "arn:aws:iam::444455556666:role/ecr-operator";
    private static final ConnectionSpec TOKYO = ConnectionSpec.ambient()
            .withAccountId("444455556666")
            .withRegion("ap-northeast-1")
            .withCredentials(Credentials.ambient().thenAssume(AssumedRole.of(ROLE)));

    /** They stand in the Secrets of clusters: another one there means that all are written anew. */
    @Test
    void shouldHaveTheLabelsAndTheIdentityThatSecretsHold() {
        assertThat(TokenKey.of("eu-central-1").label()).isEqualTo("eu-central-1");
        assertThat(TokenKey.PUBLIC.label()).isEqualTo("public");
        assertThat(TokenKey.ofRegistry("prod", TOKYO).label()).isEqualTo("EcrRegistry/prod");
        assertThat(TokenKey.ofMissingRegistry("prod").label()).isEqualTo("EcrRegistry/prod");
        assertThat(TokenKey.of("eu-central-1").identity()).isEmpty();
        assertThat(TokenKey.PUBLIC.identity()).isEmpty();
        assertThat(TokenKey.ofRegistry("prod", TOKYO).identity()).contains("391b7a8ad871509f");
    }

    static Stream<ConnectionSpec> others() {
        return Stream.of(
                TOKYO.withAccountId("777788889999"),
                TOKYO.withRegion("eu-west-1"),
                TOKYO.withCredentials(Credentials.ambient()),
                TOKYO.withCredentials(Credentials.accessKeySecret("key").thenAssume(AssumedRole.of(ROLE))),
                TOKYO.withCredentials(new Credentials(new WebIdentity(ROLE, "/token"), List.of(AssumedRole.of(ROLE)))),
                TOKYO.withCredentials(Credentials.ambient().thenAssume(AssumedRole.of(ROLE + "-2"))),
                TOKYO.withCredentials(TOKYO.credentials().thenAssume(AssumedRole.of(ROLE))),
                TOKYO.withCredentials(Credentials.ambient()
                        .thenAssume(new AssumedRole(ROLE, Optional.empty(), Optional.empty(), Map.of("team", "a")))),
                TOKYO.withCredentials(Credentials.ambient()
                        .thenAssume(new AssumedRole(ROLE, Optional.empty(), Optional.of("session"), Map.of()))));
    }

    @ParameterizedTest
    @MethodSource("others")
    void shouldTellIdentitiesApart(ConnectionSpec other) {
        assertThat(TokenKey.ofRegistry("prod", other).identity())
                .isPresent()
                .isNotEqualTo(TokenKey.ofRegistry("prod", TOKYO).identity());
    }

    static Stream<ConnectionSpec> same() {
        return Stream.of(
                TOKYO.withEndpoints(new Endpoints(true, true, Optional.empty())),
                TOKYO.withCredentials(Credentials.ambient()
                        .thenAssume(new AssumedRole(ROLE, Optional.of("external"), Optional.empty(), Map.of()))));
    }

    @ParameterizedTest
    @MethodSource("same")
    void shouldTakeForTheSameIdentityWhatIsHadInAnotherWay(ConnectionSpec other) {
        assertThat(TokenKey.ofRegistry("prod", other).identity())
                .isEqualTo(TokenKey.ofRegistry("prod", TOKYO).identity());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"eu-central-1", "public", "EcrRegistry/prod", "EcrRegistry/eu-central-1", "EcrRegistry/a.b"})
    void shouldTakeForALabelWhatMayBeOne(String text) {
        assertThat(TokenKey.isLabel(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "EcrRegistry/", "EcrRegistry/Prod", "prod", "EcrRegistry/a/b", "EcrRegistry/-a", "PUBLIC"})
    void shouldTakeForNoLabelWhatCannotBeOne(String text) {
        assertThat(TokenKey.isLabel(text)).isFalse();
        assertThat(TokenKey.isLabel("EcrRegistry/" + "a".repeat(64))).isFalse();
    }
}
