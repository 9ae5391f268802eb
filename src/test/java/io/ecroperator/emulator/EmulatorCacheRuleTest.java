package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.LimitExceededException;
import software.amazon.awssdk.services.ecr.model.PullThroughCacheRule;
import software.amazon.awssdk.services.ecr.model.PullThroughCacheRuleAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.PullThroughCacheRuleNotFoundException;
import software.amazon.awssdk.services.ecr.model.ValidatePullThroughCacheRuleResponse;

class EmulatorCacheRuleTest {
    private static final String SECRET =
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf";
    private static final String ROLE = "arn:aws:iam::123456789012:role/cache";
    private static final String OTHER_ACCOUNT = "111122223333.dkr.ecr.us-east-1.amazonaws.com";

    private final Emulator emulator = Emulator.start();
    private final Clients clients = Clients.of(emulator);
    private final Registry registry = emulator.registry();

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ecr,                        210987654321.dkr.ecr.eu-west-1.amazonaws.com, , " + ROLE,
        "ecr,                        123456789012.dkr.ecr.eu-west-1.amazonaws.com, ,",
        "ecr-public,                 public.ecr.aws,      ,",
        "quay,                       quay.io,             ,",
        "k8s,                        registry.k8s.io,     ,",
        "docker-hub,                 registry-1.docker.io," + SECRET + ",",
        "github-container-registry,  ghcr.io,             " + SECRET + ",",
        "azure-container-registry,   example.azurecr.io,  " + SECRET + ",",
        "gitlab-container-registry,  registry.gitlab.com, " + SECRET + ",",
        "chainguard,                 cgr.dev,             " + SECRET + ","
    })
    void shouldKeepARuleForEachUpstream(String upstream, String url, String secret, String role) {
        // When
        clients.ecr().createPullThroughCacheRule(r -> r.ecrRepositoryPrefix("cache")
                .upstreamRegistryUrl(url)
                .credentialArn(secret)
                .customRoleArn(role));
        PullThroughCacheRule rule = clients.ecr()
                .describePullThroughCacheRules(r -> r.ecrRepositoryPrefixes("cache"))
                .pullThroughCacheRules()
                .getFirst();

        // Then
        assertThat(rule.upstreamRegistryAsString()).isEqualTo(upstream);
        assertThat(rule.upstreamRegistryUrl()).isEqualTo(url);
        assertThat(rule.credentialArn()).isEqualTo(secret);
        assertThat(rule.customRoleArn()).isEqualTo(role);
        assertThat(rule.upstreamRepositoryPrefix()).isEqualTo("ROOT");
        assertThat(rule.registryId()).isEqualTo("123456789012");
        assertThat(rule.createdAt()).isEqualTo(rule.updatedAt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'upstreamRegistryUrl':'quay.io'                                 | 'ecrRepositoryPrefix' failed to satisfy constraint: 'must not be null'",
                "'ecrRepositoryPrefix':'q','upstreamRegistryUrl':'quay.io'       | must have length greater than or equal to 2",
                "'ecrRepositoryPrefix':'Quay','upstreamRegistryUrl':'quay.io'    | must satisfy regular expression",
                "'ecrRepositoryPrefix':'q//y','upstreamRegistryUrl':'quay.io'    | must satisfy regular expression",
                "'ecrRepositoryPrefix':'q234567890123456789012345678901','upstreamRegistryUrl':'quay.io' | must have length less than or equal to 30",
                "'ecrRepositoryPrefix':'quay'                                    | 'upstreamRegistryUrl' failed to satisfy constraint: 'must not be null'",
                "'ecrRepositoryPrefix':'quay','upstreamRegistryUrl':'https://quay.io' | UnsupportedUpstreamRegistryException: The specified upstream registry isn't supported.",
                "'ecrRepositoryPrefix':'quay','upstreamRegistryUrl':'example.com'     | UnsupportedUpstreamRegistryException",
                "'ecrRepositoryPrefix':'quay','upstreamRegistryUrl':'quay.io','upstreamRegistry':'k8s' | UnsupportedUpstreamRegistryException",
                "'ecrRepositoryPrefix':'quay','upstreamRegistryUrl':'quay.io','upstreamRegistry':'harbor' | must satisfy enum value set",
                "'ecrRepositoryPrefix':'hub','upstreamRegistryUrl':'registry-1.docker.io' | The specified upstream registry requires authentication. Specify a valid Secrets Manager ARN",
                "'ecrRepositoryPrefix':'hub','upstreamRegistryUrl':'ghcr.io','credentialArn':'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub-AbCdEf' | 'credentialArn' failed to satisfy constraint: 'must satisfy regular expression",
                "'ecrRepositoryPrefix':'hub','upstreamRegistryUrl':'ghcr.io','credentialArn':'arn' | must have length greater than or equal to 50",
                "'ecrRepositoryPrefix':'hub','upstreamRegistryUrl':'ghcr.io','credentialArn':'arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/x' | SecretNotFoundException",
                "'ecrRepositoryPrefix':'quay','upstreamRegistryUrl':'quay.io','customRoleArn':'" + ROLE
                        + "' | 'customRoleArn' failed to satisfy constraint: 'must be null",
                "'ecrRepositoryPrefix':'a1','upstreamRegistryUrl':'" + OTHER_ACCOUNT
                        + "' | 'customRoleArn' failed to satisfy constraint: 'must not be null",
                "'ecrRepositoryPrefix':'a1','upstreamRegistryUrl':'" + OTHER_ACCOUNT
                        + "','customRoleArn':'arn:aws:iam::111122223333:role/cache' | must be a role of the account",
                "'ecrRepositoryPrefix':'a1','upstreamRegistryUrl':'" + OTHER_ACCOUNT + "','customRoleArn':'" + ROLE
                        + "','credentialArn':'" + SECRET
                        + "' | 'credentialArn' failed to satisfy constraint: 'must be null",
                "'ecrRepositoryPrefix':'ROOT','upstreamRegistryUrl':'" + OTHER_ACCOUNT + "','customRoleArn':'" + ROLE
                        + "','upstreamRepositoryPrefix':'team-a' | must be ROOT when ecrRepositoryPrefix is ROOT"
            })
    void shouldRefuseWhatEcrRefuses(String members, String message) {
        // When / Then
        assertThatThrownBy(() -> registry.call("CreatePullThroughCacheRule", "{" + members + "}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
        assertThat(registry.call("DescribePullThroughCacheRules", "{}").path("pullThroughCacheRules"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING, SecretNotFoundException",
        "FORBIDDEN, UnableToAccessSecretException",
        "UNDECRYPTABLE, UnableToDecryptSecretValueException"
    })
    void shouldRefuseASecretThatItCannotRead(Secrets.State state, String code) {
        // Given
        emulator.secrets().declare(SECRET, state);

        // When / Then
        assertThatThrownBy(() -> createHub("hub")).isInstanceOfSatisfying(EcrException.class, error -> assertThat(
                        error.awsErrorDetails().errorCode())
                .isEqualTo(code));
        emulator.secrets().declare(SECRET, Secrets.State.GOOD);
        createHub("hub");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "hub/"})
    void shouldHaveOneRulePerNamespace(String again) {
        // Given
        createHub("hub");

        // When / Then
        assertThatThrownBy(() -> createHub(again)).isInstanceOf(PullThroughCacheRuleAlreadyExistsException.class);
        createHub("hub/team");
    }

    @Test
    void shouldRefuseTheFiftyFirstRule() {
        // Given
        IntStream.range(0, 50).forEach(number -> createHub("hub-" + number));

        // When / Then
        assertThatThrownBy(() -> createHub("one-more")).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void shouldChangeCredentialsOnlyAndSayWhen() {
        // Given
        createHub("hub");
        emulator.advanceClock(Duration.ofHours(1));
        String newSecret = SECRET.replace("hub", "hub2");

        // When
        clients.ecr()
                .updatePullThroughCacheRule(r -> r.ecrRepositoryPrefix("hub").credentialArn(newSecret));

        // Then
        PullThroughCacheRule rule = rules().getFirst();
        assertThat(rule.credentialArn()).isEqualTo(newSecret);
        assertThat(rule.updatedAt()).isAfterOrEqualTo(rule.createdAt().plus(Duration.ofHours(1)));
        assertThatThrownBy(() -> clients.ecr().updatePullThroughCacheRule(r -> r.ecrRepositoryPrefix("hub")))
                .hasMessageContaining("Please set either credential arn or role arn to update the credential");
        assertThatThrownBy(() -> clients.ecr().updatePullThroughCacheRule(r -> r.ecrRepositoryPrefix("quay")
                        .credentialArn(SECRET)))
                .isInstanceOf(PullThroughCacheRuleNotFoundException.class);
    }

    @Test
    void shouldFindOutByValidationThatCredentialsDied() {
        // Given
        createHub("hub");
        assertThat(validate("hub").isValid()).isTrue();
        assertThat(validate("hub").failure()).isNull();

        // When
        emulator.secrets().declare(SECRET, Secrets.State.STALE);

        // Then
        assertThat(validate("hub").isValid()).isFalse();
        assertThat(validate("hub").failure()).contains("credentials");
    }

    @Test
    void shouldFindOutByValidationThatTheRoleIsGone() {
        // Given
        clients.ecr().createPullThroughCacheRule(r -> r.ecrRepositoryPrefix("theirs")
                .upstreamRegistryUrl(OTHER_ACCOUNT)
                .customRoleArn(ROLE)
                .upstreamRepositoryPrefix("team-a"));

        // When
        emulator.principals().declareDeleted("cache");

        // Then
        assertThat(validate("theirs").isValid()).isFalse();
        assertThat(validate("theirs").upstreamRepositoryPrefix()).isEqualTo("team-a");
        assertThat(validate("theirs").failure()).contains(ROLE);
    }

    @Test
    void shouldDeleteOnce() {
        // Given
        createHub("hub");

        // When
        clients.ecr().deletePullThroughCacheRule(r -> r.ecrRepositoryPrefix("hub"));

        // Then
        assertThat(rules()).isEmpty();
        assertThatThrownBy(() -> clients.ecr().deletePullThroughCacheRule(r -> r.ecrRepositoryPrefix("hub")))
                .isInstanceOf(PullThroughCacheRuleNotFoundException.class);
        assertThatThrownBy(() -> validate("hub")).isInstanceOf(PullThroughCacheRuleNotFoundException.class);
        assertThatThrownBy(() -> clients.ecr().describePullThroughCacheRules(r -> r.ecrRepositoryPrefixes("hub")))
                .isInstanceOf(PullThroughCacheRuleNotFoundException.class);
    }

    @Test
    void shouldPage() {
        // Given
        IntStream.range(0, 5).forEach(number -> createHub("hub-" + number));

        // When / Then
        assertThat(clients.ecr().describePullThroughCacheRulesPaginator(r -> r.maxResults(2)).stream()
                        .map(page -> page.pullThroughCacheRules().size()))
                .containsExactly(2, 2, 1);
        assertThatThrownBy(() -> clients.ecr().describePullThroughCacheRules(r -> r.nextToken("x")))
                .hasMessageContaining("Invalid token");
    }

    @Test
    void shouldAskWhetherTheRoleMayBePassed() {
        // Given
        String user = "arn:aws:iam::123456789012:user/ci";
        emulator.iam().accessKey("AKIAUSER", user);
        emulator.iam().policy(user, """
                {"Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}}""");

        // When / Then
        try (Clients ci = Clients.of(emulator, "AKIAUSER", "us-east-1")) {
            ci.ecr().createPullThroughCacheRule(r -> r.ecrRepositoryPrefix("quay")
                    .upstreamRegistryUrl("quay.io"));
            assertThatThrownBy(() -> ci.ecr().createPullThroughCacheRule(r -> r.ecrRepositoryPrefix("theirs")
                            .upstreamRegistryUrl(OTHER_ACCOUNT)
                            .customRoleArn(ROLE)))
                    .hasMessageContaining("is not authorized to perform: iam:PassRole on resource: " + ROLE);
        }
    }

    private void createHub(String prefix) {
        clients.ecr().createPullThroughCacheRule(r -> r.ecrRepositoryPrefix(prefix)
                .upstreamRegistryUrl("registry-1.docker.io")
                .credentialArn(SECRET));
    }

    private List<PullThroughCacheRule> rules() {
        return clients.ecr().describePullThroughCacheRules(r -> {}).pullThroughCacheRules();
    }

    private ValidatePullThroughCacheRuleResponse validate(String prefix) {
        return clients.ecr().validatePullThroughCacheRule(r -> r.ecrRepositoryPrefix(prefix));
    }
}
