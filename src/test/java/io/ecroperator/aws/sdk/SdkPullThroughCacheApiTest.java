package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecroperator.aws.CacheRuleValidation;
import io.ecroperator.aws.NewPullThroughCacheRule;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.PullThroughCacheApi;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.emulator.Emulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkPullThroughCacheApiTest {

    private static final Optional<String> SECRET =
            Optional.of("arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf");
    private static final Optional<String> OTHER_SECRET =
            Optional.of("arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/new-AbCdEf");

    private final Emulator emulator = Emulator.start();
    private final WireStub stub = new WireStub();
    private final AwsConnections connections =
            new AwsConnections(AwsClientSettings.defaults("1.2.3"), Connections.KEYS, new SimpleMeterRegistry());
    private final PullThroughCacheApi rules =
            connections.connection(Connections.to(emulator)).registryDoors().cacheRules();
    private final PullThroughCacheApi stubbed =
            connections.connection(Connections.to(stub)).registryDoors().cacheRules();

    @AfterEach
    void close() {
        connections.close();
        stub.close();
        emulator.close();
    }

    @Test
    void shouldReadBackWhatWasCreated() {
        // When
        PullThroughCacheRule created = rules.createPullThroughCacheRule(hub("hub"));
        rules.createPullThroughCacheRule(quay("quay"));

        // Then
        assertThat(created.upstreamRegistry()).contains("docker-hub");
        assertThat(created.credentialArn()).isEqualTo(SECRET);
        assertThat(created.upstreamRepositoryPrefix()).contains("library");
        assertThat(rules.describePullThroughCacheRule("hub").orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("updatedAt") // the answer to a creation lacks it
                .isEqualTo(created);
        assertThat(rules.describePullThroughCacheRules(null).items())
                .extracting(PullThroughCacheRule::ecrRepositoryPrefix)
                .containsExactly("hub", "quay");
    }

    @Test
    void shouldReplaceTheSecretAndNothingElse() {
        // Given
        rules.createPullThroughCacheRule(hub("hub"));
        PullThroughCacheRule before = rules.describePullThroughCacheRule("hub").orElseThrow();

        // When
        rules.updatePullThroughCacheRule("hub", OTHER_SECRET, Optional.empty());

        // Then
        assertThat(rules.describePullThroughCacheRule("hub").orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("updatedAt")
                .isEqualTo(before.withAccess(OTHER_SECRET, Optional.empty()));
    }

    @Test
    void shouldTellWhyARuleIsNotValid() {
        // Given
        stub.answer("{\"isValid\":true}").answer("{\"isValid\":false,\"failure\":\"The secret was not found\"}");

        // When
        CacheRuleValidation valid = stubbed.validatePullThroughCacheRule("hub");
        CacheRuleValidation invalid = stubbed.validatePullThroughCacheRule("hub");

        // Then
        assertThat(valid).isEqualTo(new CacheRuleValidation(true, Optional.empty()));
        assertThat(invalid).isEqualTo(new CacheRuleValidation(false, Optional.of("The secret was not found")));
        assertThat(stub.requests())
                .extracting(WireStub.Request::operation)
                .containsOnly("ValidatePullThroughCacheRule");
    }

    @Test
    void shouldDelete() {
        // Given
        rules.createPullThroughCacheRule(quay("quay"));

        // When
        rules.deletePullThroughCacheRule("quay");

        // Then
        assertThat(rules.describePullThroughCacheRule("quay")).isEmpty();
        assertThat(rules.describePullThroughCacheRules(null).items()).isEmpty();
    }

    @Test
    void shouldSayWhatKindOfFailureItIs() {
        // Given
        rules.createPullThroughCacheRule(quay("quay"));

        // Then
        assertThat(kind(() -> rules.createPullThroughCacheRule(quay("quay")))).isEqualTo(Kind.ALREADY_EXISTS);
        assertThat(kind(() -> rules.deletePullThroughCacheRule("other"))).isEqualTo(Kind.NOT_FOUND);
        assertThat(kind(() -> rules.validatePullThroughCacheRule("other"))).isEqualTo(Kind.NOT_FOUND);
        assertThat(kind(() -> rules.updatePullThroughCacheRule("other", SECRET, Optional.empty())))
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(kind(() -> rules.updatePullThroughCacheRule("quay", Optional.empty(), Optional.empty())))
                .isEqualTo(Kind.INVALID);
    }

    @Test
    void shouldKeepAnUpstreamThatTheSdkDoesNotKnow() {
        // Given
        stub.answer(
                "{\"pullThroughCacheRules\":[{\"ecrRepositoryPrefix\":\"new\",\"upstreamRegistryUrl\":\"cr.example\","
                        + "\"upstreamRegistry\":\"example-registry\"}],\"nextToken\":\"t1\"}");

        // When
        Page<PullThroughCacheRule> page = stubbed.describePullThroughCacheRules(null);

        // Then
        assertThat(page.nextToken()).isEqualTo("t1");
        assertThat(page.items().getFirst().upstreamRegistry()).contains("example-registry");
        assertThat(stub.onlyRequest().body()).isEqualTo("{\"maxResults\":1000}");
    }

    @Test
    void shouldNotTakeAnAnswerWithoutWhatWasAskedForAsNothingThere() {
        // Given
        stub.answer("{}");
        Stream<ThrowingCallable> reads = Stream.of(
                () -> stubbed.describePullThroughCacheRules(null),
                () -> stubbed.describePullThroughCacheRule("hub"),
                () -> stubbed.validatePullThroughCacheRule("hub"));

        // Then
        assertThat(reads).allSatisfy(read -> assertThat(kind(read)).isEqualTo(Kind.TRANSIENT));
    }

    private static Kind kind(ThrowingCallable call) {
        return catchThrowableOfType(AwsException.class, call).kind();
    }

    private static NewPullThroughCacheRule hub(String prefix) {
        return new NewPullThroughCacheRule(
                prefix,
                "registry-1.docker.io",
                Optional.of("docker-hub"),
                Optional.of("library"),
                SECRET,
                Optional.empty());
    }

    private static NewPullThroughCacheRule quay(String prefix) {
        return new NewPullThroughCacheRule(
                prefix, "quay.io", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
