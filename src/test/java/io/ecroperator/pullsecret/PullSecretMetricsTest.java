package io.ecroperator.pullsecret;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecretStatus;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus.TokenStatus;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.metrics.Metric;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.Tokens;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PullSecretMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final VirtualClock clock = new VirtualClock();
    private final PullSecretMetrics metrics = new PullSecretMetrics(registry, clock);

    @Test
    void shouldShowTheSecondsThatEveryTokenHasLeftAndForgetObjectsThatAreGone() {
        // Given
        EcrPullSecret well = object("well", Reason.TOKENS_VALID);
        EcrPullSecret failing = object("failing", Reason.ROTATION_FAILING);

        // When
        clock.pass(Duration.ofHours(1));
        metrics.of(() -> Stream.of(well, failing));
        metrics.show();

        // Then
        assertThat(expiry("well")).contains(Duration.ofHours(11).toSeconds() * 1.0);
        assertThat(expiry("failing")).isPresent();
        assertThat(outOfDate()).isEqualTo(1);

        // When
        metrics.of(() -> Stream.of(well));
        metrics.show();

        // Then
        assertThat(expiry("failing")).isEmpty();
        assertThat(outOfDate()).isZero();
    }

    @Test
    void shouldShowNoMoreOfANamespaceThanTheFirstToExpireHoweverManyObjectsItHas() {
        // Given
        EcrPullSecret first = object("first", Reason.TOKENS_VALID);
        clock.pass(Duration.ofMinutes(1));
        List<EcrPullSecret> flood = IntStream.range(0, 5_000)
                .mapToObj(number -> object("flood-" + number, Reason.TOKENS_VALID))
                .toList();

        // When
        metrics.of(() -> Stream.concat(flood.stream(), Stream.of(first)));
        metrics.show();

        // Then
        assertThat(registry.find(Metric.PULL_SECRET_EXPIRY.id()).gauges()).hasSize(100);
        assertThat(expiry("first")).isPresent();
    }

    @Test
    void shouldShowTheEarliestTokenOfAClusterAndCountTheNamespacesThatLackIt() {
        // When
        metrics.ofCluster(() ->
                Stream.of(ofCluster("all", Reason.TOKENS_VALID, 3), ofCluster("some", Reason.SECRET_NOT_OURS, 1)));
        metrics.show();

        // Then
        assertThat(registry.get(Metric.PULL_SECRET_EXPIRY.id())
                        .tags("namespace", "", "name", "all", "registry", "eu-central-1")
                        .gauge()
                        .value())
                .isEqualTo(Duration.ofHours(12).toSeconds() * 1.0);
        assertThat(outOfDate()).isEqualTo(2);

        // When
        metrics.ofCluster(() -> Stream.of(ofCluster("all", Reason.ROTATION_FAILING, 3)));
        metrics.show();

        // Then
        assertThat(outOfDate())
                .as("not ready in time, though every namespace has it")
                .isEqualTo(1);
    }

    @Test
    void shouldForgetTheMintsOfAnEcrRegistryThatNobodyNamesAnyMore() {
        // Given
        TokenKey prod = TokenKey.ofRegistry("prod", RegistriesStub.TOKYO);
        metrics.minted(prod, Optional.empty());
        metrics.minted(prod, Optional.of(new AwsFailure(AwsFailure.Kind.DENIED, "op", "code", "no", null)));
        metrics.minted(PullSecrets.EU, Optional.empty());

        // When
        metrics.keepOnly(Set.of(prod));

        // Then
        assertThat(mints("EcrRegistry/prod")).isEqualTo(3);

        // When
        metrics.keepOnly(Set.of());

        // Then
        assertThat(mints("EcrRegistry/prod")).isZero();
        assertThat(mints("eu-central-1")).as("of regions there are not many").isEqualTo(2);

        // When
        metrics.minted(prod, Optional.empty());

        // Then
        assertThat(registry.get(Metric.TOKEN_MINTED_AT.id())
                        .tag("registry", "EcrRegistry/prod")
                        .gauge()
                        .value())
                .isEqualTo((double) clock.instant().getEpochSecond());
    }

    private long mints(String label) {
        return registry.getMeters().stream()
                .filter(meter -> label.equals(meter.getId().getTag("registry")))
                .count();
    }

    @Test
    void shouldShowTheOthersWhenAStatusWasWrittenByHand() {
        // Given
        EcrPullSecret well = object("well", Reason.TOKENS_VALID);
        EcrPullSecret handMade = object("handmade", Reason.TOKENS_VALID);
        handMade.setStatus(new EcrPullSecretStatus(
                1L,
                Arrays.asList((Condition) null),
                "tomorrow",
                List.of(),
                Arrays.asList(
                        null,
                        new TokenStatus("eu-central-1", "tomorrow", null, null),
                        new TokenStatus(null, clock.instant().toString(), null, null),
                        new TokenStatus("us-east-1", "+1000000000-12-31T23:59:59Z", null, null))));

        // When
        metrics.of(() -> Stream.of(handMade, well));
        metrics.show();

        // Then
        assertThat(expiry("well")).isPresent();
        assertThat(expiry("handmade")).isEmpty();
        assertThat(outOfDate()).isEqualTo(1);
    }

    @Test
    void shouldMakeNoLabelOfWhatIsNoRegionInAStatusThatWasWrittenByHand() {
        // Given
        String expiresAt = clock.instant().plus(Tokens.LIFE).toString();
        EcrPullSecret handMade = object("handmade", Reason.TOKENS_VALID);
        List<TokenStatus> tokens = new ArrayList<>();
        tokens.add(new TokenStatus("x".repeat(500), expiresAt, null, null));
        IntStream.range(0, 100)
                .mapToObj(number -> new TokenStatus("xx-invented-" + number, expiresAt, null, null))
                .forEach(tokens::add);
        handMade.setStatus(new EcrPullSecretStatus(1L, List.of(), expiresAt, List.of(), tokens));

        // When
        metrics.of(() -> Stream.of(handMade));
        metrics.show();

        // Then
        assertThat(registry.find(Metric.PULL_SECRET_EXPIRY.id()).gauges())
                .hasSize(16)
                .allMatch(gauge -> gauge.getId().getTag("registry").length() <= 32);
    }

    @Test
    void shouldCountMintsAndRememberTheLastGoodOne() {
        // Given
        AwsFailure denied = new AwsFailure(AwsFailure.Kind.DENIED, "GetAuthorizationToken", "AccessDenied", "", null);

        // When
        metrics.minted(PullSecrets.EU, Optional.empty());
        long at = clock.instant().getEpochSecond();
        clock.pass(Duration.ofHours(6));
        metrics.minted(PullSecrets.EU, Optional.of(denied));

        // Then
        assertThat(Metric.TOKEN_MINTS.counter(registry, "eu-central-1", "ok").count())
                .isEqualTo(1);
        assertThat(Metric.TOKEN_MINTS
                        .counter(registry, "eu-central-1", "denied")
                        .count())
                .isEqualTo(1);
        assertThat(registry.get(Metric.TOKEN_MINTED_AT.id())
                        .tag("registry", "eu-central-1")
                        .gauge()
                        .value())
                .isEqualTo((double) at);
    }

    private Optional<Double> expiry(String name) {
        return Optional.ofNullable(registry.find(Metric.PULL_SECRET_EXPIRY.id())
                        .tags("namespace", "team", "name", name, "registry", "eu-central-1")
                        .gauge())
                .map(gauge -> gauge.value());
    }

    private double outOfDate() {
        return registry.get(Metric.PULL_SECRETS_OUT_OF_DATE.id()).gauge().value();
    }

    private ClusterEcrPullSecret ofCluster(String name, Reason ready, int readyTargets) {
        ClusterEcrPullSecret object = new ClusterEcrPullSecret();
        object.setMetadata(new ObjectMetaBuilder().withName(name).build());
        String expiresAt = clock.instant().plus(Tokens.LIFE).toString();
        object.setStatus(new ClusterEcrPullSecretStatus(
                1L,
                new Conditions(List.of(), 1, clock)
                        .set(ConditionType.READY, ConditionStatus.TRUE, ready, "")
                        .build(),
                expiresAt,
                3,
                readyTargets,
                null,
                List.of(new TokenStatus("eu-central-1", expiresAt, null, null))));
        return object;
    }

    private EcrPullSecret object(String name, Reason ready) {
        EcrPullSecret object = new PullSecrets(name).object();
        String expiresAt = clock.instant().plus(Tokens.LIFE).toString();
        object.setStatus(new EcrPullSecretStatus(
                1L,
                new Conditions(List.of(), 1, clock)
                        .set(ConditionType.READY, ConditionStatus.TRUE, ready, "")
                        .build(),
                expiresAt,
                List.of(name),
                List.of(new TokenStatus("eu-central-1", expiresAt, null, null))));
        return object;
    }
}
