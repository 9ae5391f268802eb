package io.ecroperator.pullsecret;

import static io.ecroperator.pullsecret.PullSecrets.EU;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.PullAnswer;
import io.ecroperator.aws.RegistryToken;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.background.BackgroundAnswers.Threads;
import io.ecroperator.heartbeat.Heartbeats;
import io.ecroperator.pullsecret.PullSecretOutcome.Kept;
import io.ecroperator.pullsecret.PullSecretOutcome.Write;
import io.ecroperator.serviceaccount.ServiceAccountView;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.support.VirtualScheduler;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenStore;
import io.ecroperator.token.Tokens;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passes over Secrets whose writes the API server does not take. */
class PullSecretPassTest {

    private static final String PULL = """
            registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
            secret: {name: pull}
            """;
    private static final String RENAMED = PULL.replace("name: pull", "name: other");
    private static final String BASIC_AUTH = PULL.replace("name: pull", "name: pull, format: BasicAuth");
    private static final Executor NEVER = task -> {};

    /** Why a new Secret does not come. */
    enum Obstacle {
        REFUSED,
        SLOW_TOKEN,
        NO_TOKEN
    }

    /** What something else does to the Secret. */
    enum Meddling {
        DELETES,
        EDITS,
        TAKES_THE_LABEL
    }

    private final SecretsApiStub server = new SecretsApiStub();
    private final VirtualClock clock = new VirtualClock();
    private final PullSecrets world = new PullSecrets("api");
    private final Set<TokenKey> asked = new HashSet<>();
    private final RegistriesStub registries = new RegistriesStub();
    private boolean awsFails;
    private PullSecretPass pass = operator(Runnable::run);
    private Instant firstExpiry;

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {422, 409})
    void shouldTellOfTheTokenThatTheSecretHoldsWhenTheNewOneWasNotWritten(int code) {
        // Given
        keepFirst();
        clock.pass(Duration.ofHours(7));
        server.refuse("PUT", "pull", code);

        // When
        Kept kept = run(PULL);

        // Then
        assertThat(kept.writes()).extracting(Write::made).containsExactly(false);
        assertThat(kept.tokens()).singleElement().satisfies(use -> {
            assertThat(use.life().expiresAt()).isEqualTo(firstExpiry);
            assertThat(use.due()).isTrue();
        });
        assertThat(kept.names()).containsExactly("pull");
    }

    @Test
    void shouldTellOfTheNewTokenWhenItWasWritten() {
        // Given
        keepFirst();
        clock.pass(Duration.ofHours(7));

        // Then
        assertThat(run(PULL).tokens()).singleElement().satisfies(use -> assertThat(
                        use.life().expiresAt())
                .isEqualTo(clock.instant().plus(Tokens.LIFE)));
    }

    @Test
    void shouldTellOfNoTokenWhenTheSecretWasDeletedAndItsSuccessorRefused() {
        // Given
        keepFirst();
        server.refuse("POST", "pull", 422);

        // When
        Kept kept = run(BASIC_AUTH);

        // Then
        assertThat(server.writes()).contains("DELETE pull");
        assertThat(kept.tokens()).singleElement().satisfies(use -> assertThat(use.life())
                .isNull());
        assertThat(kept.names()).isEmpty();
    }

    @Test
    void shouldSayThatASecretHangsInDeletion() {
        // Given
        keepFirst();
        server.refuse("POST", "pull", 409);
        server.finds(
                "pull",
                Serialization.asJson(new SecretBuilder(world.secrets().get("pull"))
                        .editMetadata()
                        .withFinalizers("example.com/hold")
                        .withDeletionTimestamp(clock.instant().toString())
                        .endMetadata()
                        .build()));
        world.secrets().clear(); // one that is marked for deletion is not seen as there

        // When
        Kept kept = run(PULL);

        // Then
        assertThat(kept.writes()).singleElement().satisfies(write -> assertThat(write.problem())
                .hasValueSatisfying(problem -> assertThat(problem.message()).contains("Secret pull is being deleted")));
        assertThat(kept.tokens()).singleElement().satisfies(use -> assertThat(use.life())
                .isNull());
        assertThat(kept.names()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepTheOldSecretWhileTheNewOneHasNotCome(Obstacle obstacle) {
        // Given
        keepFirst();
        switch (obstacle) {
            case REFUSED -> server.refuse("POST", "other", 403);
            case SLOW_TOKEN -> pass = operator(NEVER);
            case NO_TOKEN -> {
                awsFails = true;
                pass = operator(Runnable::run);
            }
        }

        // When
        Kept kept = run(RENAMED);

        // Then
        assertThat(server.writes()).isEmpty();
        assertThat(kept.names()).isEmpty();
    }

    @Test
    void shouldDeleteTheOldSecretOnceTheNewOneIsThere() {
        // Given
        keepFirst();

        // When
        run(RENAMED);

        // Then
        assertThat(server.writes()).containsExactly("POST other", "DELETE pull");
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteASecretOnceAMinuteThatSomethingElseKeepsChanging(Meddling meddling) {
        // Given
        keepFirst();
        meddle(meddling);

        // When
        for (int look = 0; look < 100; look++) {
            run(PULL);
            clock.pass(Duration.ofMillis(100));
        }

        // Then
        assertThat(server.writes()).as("with the first that made it").hasSize(4);
        assertThat(run(PULL).contested()).contains("pull");

        // When
        for (int look = 0; look < 300; look++) {
            run(PULL);
            clock.pass(Duration.ofSeconds(1));
        }

        // Then
        assertThat(server.writes()).hasSize(4 + 5);

        // When
        clock.pass(Duration.ofMinutes(10));
        Kept kept = run(PULL);

        // Then
        assertThat(kept.contested()).isEmpty();
        assertThat(kept.writes()).extracting(Write::made).containsExactly(true);
    }

    private void meddle(Meddling meddling) {
        switch (meddling) {
            case DELETES -> world.secrets().clear();
            case EDITS -> world.secrets().get("pull").setData(Map.of());
            case TAKES_THE_LABEL -> world.secrets().get("pull").getMetadata().setLabels(Map.of());
        }
    }

    @Test
    void shouldRenewTokensAndFollowTheSpecHoweverOftenThatIs() {
        // Given
        keepFirst();

        // When
        for (int edit = 0; edit < 20; edit++) {
            assertThat(run(PULL.replace("name: pull", "name: pull, labels: {edit-%d: a}".formatted(edit)))
                            .writes())
                    .extracting(Write::made)
                    .containsExactly(true);
        }

        // Then
        assertThat(run(PULL).contested()).isEmpty();
    }

    /** The Secret is there, as the API server takes it. */
    private void keepFirst() {
        Kept kept = run(PULL);
        kept.writes().stream()
                .flatMap(write -> write.change() instanceof PullSecretChange.CreateSecret(var content)
                        ? Stream.of(content)
                        : Stream.empty())
                .forEach(content -> world.secrets()
                        .put(
                                content.name(),
                                new SecretBuilder(
                                                SecretObjects.created(new SecretOwner(world.object(), "team"), content))
                                        .editMetadata()
                                        .withResourceVersion("1")
                                        .endMetadata()
                                        .build()));
        firstExpiry = kept.tokens().getFirst().life().expiresAt();
        server.forgetWrites();
    }

    @Test
    void shouldAskForNoTokenOfARegionThatIsNoneAndRenewTheOthers() {
        // Given
        String spec = """
                registries:
                  - {region: eu-central-1, accountIds: ["123456789012"]}
                  - {region: xx-invented-9, accountIds: ["123456789012"]}
                secret: {name: pull}
                """;

        // When
        Kept kept = run(spec);

        // Then
        assertThat(asked).containsOnly(EU);
        assertThat(server.writes()).containsExactly("POST pull");
        assertThat(kept.states().get(TokenKey.of("xx-invented-9")).refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.message()).startsWith("spec.registries[1].region: "));
    }

    @Test
    void shouldMintAsTheIdentityThatTheEntryNamesAndOnceForAllWhoNameIt() {
        // Given
        registries.add("prod", RegistriesStub.TOKYO);
        String spec = """
                registries: [{registryRef: {name: prod}}, {region: eu-central-1, accountIds: ["123456789012"]}]
                secret: {name: pull}
                """;

        // When
        Kept kept = run(spec);

        // Then
        assertThat(asked).containsOnly(EU, TokenKey.ofRegistry("prod", RegistriesStub.TOKYO));
        assertThat(kept.tokens())
                .extracting(use -> use.key().label())
                .containsExactly("EcrRegistry/prod", "eu-central-1");
        assertThat(world.existing()).isEmpty();
        assertThat(server.writes()).containsExactly("POST pull");
    }

    @ParameterizedTest
    @EnumSource
    void shouldMintNothingForAnEntryThatIsRefusedAndRenewTheOthers(Refused refused) {
        // Given
        switch (refused) {
            case MISSING -> {}
            case FORBIDDEN -> registries.forbid("prod", RegistriesStub.TOKYO);
        }
        String spec = """
                registries: [{registryRef: {name: prod}}, {region: eu-central-1, accountIds: ["123456789012"]}]
                secret: {name: pull}
                """;

        // When
        Kept kept = run(spec);

        // Then
        assertThat(asked).containsOnly(EU);
        assertThat(server.writes()).containsExactly("POST pull");
        assertThat(kept.tokens())
                .extracting(use -> use.key().label())
                .containsExactly("EcrRegistry/prod", "eu-central-1");
        assertThat(kept.states().values().stream().flatMap(state -> state.refusal().stream()))
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.reason()).isEqualTo(refused.reason);
                    assertThat(report.message()).startsWith("spec.registries[0].registryRef: ");
                });
    }

    @Test
    void shouldDoNothingBeforeAllEcrRegistriesAreKnown() {
        // Given
        registries.knowsNothing();
        world.desired(PULL);

        // Then
        assertThat(outcome("registries: [{registryRef: {name: prod}}]")).isInstanceOf(PullSecretOutcome.TooEarly.class);
        assertThat(outcome(PULL)).as("names none").isInstanceOf(Kept.class);
    }

    /** Why an EcrRegistry is of no use. */
    enum Refused {
        MISSING(Reason.REGISTRY_NOT_FOUND),
        FORBIDDEN(Reason.NOT_PERMITTED);

        private final Reason reason;

        Refused(Reason reason) {
            this.reason = reason;
        }
    }

    private Kept run(String spec) {
        return (Kept) outcome(spec);
    }

    private PullSecretOutcome outcome(String spec) {
        world.resolved(spec, new RegistriesStub());
        return pass.run(
                new SecretOwner(world.object(), "team"),
                world.object().getSpec(),
                ManagedSecret.OF_ONE,
                world.existing(),
                server.client(),
                new NoWatch());
    }

    /** An operator that has just started. */
    private PullSecretPass operator(Executor callsToAws) {
        TokenStore tokens = new TokenStore(
                this::mint,
                (key, outcome) -> {},
                new Threads(new VirtualScheduler(clock), callsToAws, clock, new Random(1), Heartbeats.unwatched()));
        tokens.usedBy(() -> Set.of(EU));
        return new PullSecretPass(
                tokens,
                new PullSecretPlanner("test"),
                new ServiceAccountView(false),
                new ContestedSecrets(clock),
                new PullProofs(
                        (token, host, repository) -> new PullAnswer.Allowed(),
                        new Threads(
                                new VirtualScheduler(clock),
                                Runnable::run,
                                clock,
                                new Random(1),
                                Heartbeats.unwatched())),
                registries,
                key -> key.equals(EU) || key.registry().isPresent(),
                clock);
    }

    private RegistryToken mint(TokenKey key) {
        asked.add(key);
        if (awsFails) {
            throw new AwsException(
                    new AwsFailure(AwsFailure.Kind.DENIED, "GetAuthorizationToken", "AccessDenied", "no", null), null);
        }
        return Tokens.token("of " + clock.instant(), clock.instant().plus(Tokens.LIFE));
    }
}
