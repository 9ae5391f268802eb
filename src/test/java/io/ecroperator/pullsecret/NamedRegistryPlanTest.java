package io.ecroperator.pullsecret;

import static io.ecroperator.pullsecret.PullSecrets.EU;
import static io.ecroperator.pullsecret.PullSecrets.HOST_EU;
import static io.ecroperator.pullsecret.RegistriesStub.TOKYO;
import static io.ecroperator.token.Tokens.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.pullsecret.PullSecretChange.CreateSecret;
import io.ecroperator.pullsecret.PullSecretChange.UpdateSecret;
import io.ecroperator.pullsecret.PullSecretPlan.TokenUse;
import io.ecroperator.pullsecret.PullSecretResolution.Resolved;
import io.ecroperator.token.MintedToken;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenState;
import io.ecroperator.token.Tokens;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of tokens when the EcrRegistry that they come from is edited, forbidden, deleted or made anew. */
class NamedRegistryPlanTest {

    private static final String BOTH = """
            registries:
              - {registryRef: {name: prod}, hosts: [Standard, DualStack]}
              - {region: eu-central-1, accountIds: ["123456789012"]}
            secret: {name: pull}
            """;
    private static final String HOST = "444455556666.dkr.ecr.ap-northeast-1.amazonaws.com";
    private static final String DUAL_STACK_HOST = "444455556666.dkr-ecr.ap-northeast-1.on.aws";
    private static final Instant EXPIRED = NOON.plus(Duration.ofHours(12));

    private final RegistriesStub registries = new RegistriesStub();
    private final PullSecretPlanner planner = new PullSecretPlanner("");
    private final PullSecrets world = new PullSecrets("api");
    private final Map<TokenKey, TokenState> minted = new HashMap<>();

    @BeforeEach
    void addRegistry() {
        registries.add("prod", TOKYO);
        mint(TokenKey.ofRegistry("prod", TOKYO), "t1", NOON);
        mint(EU, "e1", NOON);
    }

    @Test
    void shouldNotRewriteASecretOfAReleaseThatKnewNoRegistries() {
        // Given
        String spec = """
                registries: [{region: eu-central-1, accountIds: ["123456789012"]}, {public: true}]
                secret: {name: pull}
                """;
        mint(TokenKey.PUBLIC, "p1", NOON);
        world.apply(plan(spec, NOON));
        String released = "{\"tokens\":{\"eu-central-1\":{\"host\":\"" + HOST_EU
                + "\",\"mintedAt\":\"2026-01-02T12:00:00Z\",\"expiresAt\":\"2026-01-03T00:00:00Z\"},"
                + "\"public\":{\"host\":\"public.ecr.aws\",\"mintedAt\":\"2026-01-02T12:00:00Z\",\"expiresAt\":\"2026-01-03T00:00:00Z\"}},"
                + "\"digest\":\"cb4b49a5937a697c05d659ae66033aa55df895136be946ca56978d941acbbacb\","
                + "\"keys\":[\".dockerconfigjson\"],\"labels\":[\"ecr-operator.io/pull-secret\"],\"annotations\":[]}";
        assertThat(record("pull")).isEqualTo(released);

        // When
        minted.clear(); // the new release has just started

        // Then
        assertThat(plan(spec, NOON).changes()).isEmpty();
        assertThat(planner.wanted(world.desired(spec), world.existing(), NOON)).isEmpty();
    }

    @Test
    void shouldWriteNothingAtARestart() {
        // Given
        write(BOTH);

        // When
        minted.clear();

        // Then
        assertThat(wanted(BOTH, NOON)).isEmpty();
        assertThat(plan(BOTH, NOON).changes()).isEmpty();
    }

    @Test
    void shouldTakeATokenOfTheNewIdentityAndUntilThenKeepTheOldOne() {
        // Given
        write(BOTH);
        ConnectionSpec edited = TOKYO.withCredentials(
                Credentials.ambient().thenAssume(AssumedRole.of("arn:aws:iam::444455556666:role/another")));
        registries.add("prod", edited);
        TokenKey key = TokenKey.ofRegistry("prod", edited);

        // Then
        assertThat(wanted(BOTH, NOON)).contains(key);
        assertThat(plan(BOTH, NOON).changes()).isEmpty();
        assertThat(use(plan(BOTH, NOON), "EcrRegistry/prod").due()).isTrue();

        // When
        mint(key, "t2", NOON.minusSeconds(3600)); // by a session that ends sooner
        write(BOTH);

        // Then
        assertThat(passwords("pull")).containsEntry(HOST, "t2").containsEntry(HOST_EU, "e1");
        assertThat(wanted(BOTH, NOON)).isEmpty();
    }

    @Test
    void shouldNotMintAnewForWhatIsNoOtherIdentity() {
        // Given
        write(BOTH);

        // When
        registries.add("prod", TOKYO.withEndpoints(new ConnectionSpec.Endpoints(true, false, Optional.empty())));

        // Then
        assertThat(wanted(BOTH, NOON)).isEmpty();
    }

    @Test
    void shouldKeepTheLoginsOfARegistryThatIsGoneUntilTheyExpireAndRenewTheOthers() {
        // Given
        write(BOTH);
        registries.remove("prod");

        // Then
        assertThat(plan(BOTH, NOON).changes()).isEmpty();
        assertThat(use(plan(BOTH, NOON), "EcrRegistry/prod").life().expiresAt()).isEqualTo(EXPIRED);

        // When
        mint(EU, "e2", NOON.plus(Duration.ofHours(7)));
        world.apply(plan(BOTH, NOON.plus(Duration.ofHours(7))));

        // Then
        assertThat(passwords("pull")).isEqualTo(Map.of(HOST, "t1", DUAL_STACK_HOST, "t1", HOST_EU, "e2"));

        // When
        world.apply(plan(BOTH, EXPIRED));

        // Then
        assertThat(passwords("pull")).isEqualTo(Map.of(HOST_EU, "e2"));
        assertThat(use(plan(BOTH, EXPIRED), "EcrRegistry/prod").life()).isNull();
    }

    @Test
    void shouldMintNothingWhenTheRegistryComesBack() {
        // Given
        write(BOTH);
        registries.remove("prod");
        world.apply(plan(BOTH, NOON));

        // When
        registries.add("prod", TOKYO);

        // Then
        assertThat(wanted(BOTH, NOON)).isEmpty();
        assertThat(plan(BOTH, NOON).changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DockerConfigJson", "ArgoCdRepoCreds", "BasicAuth", "Token"})
    void shouldLeaveASecretAsItIsWhoseOnlyRegistryIsGone(String format) {
        // Given
        String spec = "registries: [{registryRef: {name: prod}}]\nsecret: {name: pull, format: " + format + "}";
        write(spec);
        registries.remove("prod");

        // When
        PullSecretPlan plan = plan(spec, NOON);

        // Then
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.kept())
                .containsExactlyInAnyOrderElementsOf(world.secrets().keySet());
        assertThat(use(plan, "EcrRegistry/prod").life().expiresAt()).isEqualTo(EXPIRED);
        assertThat(use(plan, "EcrRegistry/prod").due()).isTrue();
    }

    @Test
    void shouldSayThatThereIsNoTokenOfARegistryThatNeverWasThere() {
        // Given
        registries.remove("prod");

        // When
        PullSecretPlan plan = plan(BOTH, NOON);

        // Then
        assertThat(use(plan, "EcrRegistry/prod").life()).isNull();
        assertThat(plan.changes()).singleElement().isInstanceOf(CreateSecret.class);
    }

    @Test
    void shouldKeepTheLoginsOfARegistryThatIsForbiddenAndGiveNone() {
        // Given
        registries.forbid("prod", TOKYO);

        // Then
        assertThat(write(BOTH)).singleElement().isInstanceOf(CreateSecret.class);
        assertThat(passwords("pull")).as("the store has a token").isEqualTo(Map.of(HOST_EU, "e1"));

        // When
        registries.add("prod", TOKYO);
        assertThat(write(BOTH)).singleElement().isInstanceOf(UpdateSecret.class);
        registries.forbid("prod", TOKYO);

        // Then
        assertThat(write(BOTH)).isEmpty();
        assertThat(passwords("pull")).containsEntry(HOST, "t1");
    }

    @Test
    void shouldGiveNoTokenOfOneRegistryToTheHostsOfAnotherOfTheSameName() {
        // Given
        write(BOTH);

        // When
        registries.add("prod", RegistriesStub.registry("777788889999", "eu-west-1"));

        // Then
        assertThat(write(BOTH)).hasSize(1);
        assertThat(passwords("pull")).isEqualTo(Map.of(HOST_EU, "e1"));
    }

    private List<PullSecretChange> write(String spec) {
        PullSecretPlan plan = plan(spec, NOON);
        world.apply(plan);
        return plan.changes();
    }

    private Set<TokenKey> wanted(String spec, Instant now) {
        return planner.wanted(world.resolved(spec, registries).secrets(), world.existing(), now);
    }

    private PullSecretPlan plan(String spec, Instant now) {
        Resolved resolved = world.resolved(spec, registries);
        Map<TokenKey, TokenState> states = new HashMap<>(minted);
        resolved.refusals().forEach((key, report) -> states.put(key, TokenState.refused(report)));
        return planner.plan(resolved.secrets(), world.existing(), states, now);
    }

    private void mint(TokenKey key, String password, Instant mintedAt) {
        MintedToken token =
                new MintedToken(Tokens.token(password, mintedAt.plus(Tokens.LIFE)), mintedAt, key.identity());
        minted.put(key, new TokenState(Optional.of(token), false, false, Optional.empty()));
    }

    private static TokenUse use(PullSecretPlan plan, String label) {
        return plan.tokens(List.of()).get(label);
    }

    private Map<String, String> passwords(String secret) {
        ManagedSecret managed = ManagedSecret.of(world.secrets().get(secret));
        Map<String, String> passwords = new HashMap<>();
        Serialization.unmarshal(managed.data().get(SecretShape.DockerConfigJson.KEY), JsonNode.class)
                .path("auths")
                .propertyStream()
                .forEach(host -> passwords.put(
                        host.getKey(), host.getValue().path("password").textValue()));
        return passwords;
    }

    private String record(String secret) {
        return world.secrets().get(secret).getMetadata().getAnnotations().get(SecretRecord.ANNOTATION);
    }
}
