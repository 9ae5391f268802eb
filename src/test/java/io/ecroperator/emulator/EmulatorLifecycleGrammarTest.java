package io.ecroperator.emulator;

import static io.ecroperator.emulator.LifecyclePolicyExamples.ANY;
import static io.ecroperator.emulator.LifecyclePolicyExamples.EXPIRE;
import static io.ecroperator.emulator.LifecyclePolicyExamples.UNTAGGED;
import static io.ecroperator.emulator.LifecyclePolicyExamples.policy;
import static io.ecroperator.emulator.LifecyclePolicyExamples.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmulatorLifecycleGrammarTest {
    private static final int MIN_LENGTH = 100;

    private final Emulator emulator = Emulator.start();
    private final Clients clients = Clients.of(emulator);

    @BeforeAll
    void createRepository() {
        emulator.registry().createRepository("api");
    }

    @AfterAll
    void stop() {
        clients.close();
        emulator.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.ecroperator.emulator.LifecyclePolicyExamples#valid")
    void shouldAcceptWhenPolicyFollowsTheGrammar(String name, String policy) {
        // When
        clients.ecr().putLifecyclePolicy(r -> r.repositoryName("api").lifecyclePolicyText(policy));

        // Then
        assertThat(emulator.registry().lifecyclePolicyText("api")).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.ecroperator.emulator.LifecyclePolicyExamples#invalid")
    void shouldRefuseWhenPolicyBreaksTheGrammar(String name, String policy, String message) {
        // When / Then
        assertThatThrownBy(() -> clients.ecr()
                        .putLifecyclePolicy(r -> r.repositoryName("api").lifecyclePolicyText(policy)))
                .isInstanceOfSatisfying(InvalidParameterException.class, error -> assertThat(
                                error.awsErrorDetails().errorMessage())
                        .startsWith(
                                "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: ")
                        .contains(message)
                        .endsWith("'"));
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 30_721})
    void shouldRefuseWhenTextLengthIsOutOfRange(int length) {
        // Given
        String text = "x".repeat(length);

        // When / Then
        assertThatThrownBy(() -> clients.ecr()
                        .putLifecyclePolicy(r -> r.repositoryName("api").lifecyclePolicyText(text)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("'lifecyclePolicyText' failed to satisfy constraint: 'must have length");
    }

    @Test
    void shouldGiveBackMinifiedAndSortedByPriority() {
        // Given
        emulator.registry().createRepository("sorted");
        String policy = policy(rule(2, ANY, EXPIRE), rule(1, UNTAGGED, EXPIRE));
        clients.ecr().putLifecyclePolicy(r -> r.repositoryName("sorted").lifecyclePolicyText(policy));

        // When
        String text = clients.ecr()
                .getLifecyclePolicy(r -> r.repositoryName("sorted"))
                .lifecyclePolicyText();

        // Then
        assertThat(text).isEqualTo(policy(rule(1, UNTAGGED, EXPIRE), rule(2, ANY, EXPIRE)));
        assertThat(clients.ecr()
                        .deleteLifecyclePolicy(r -> r.repositoryName("sorted"))
                        .lifecyclePolicyText())
                .isEqualTo(text);
        assertThatThrownBy(() -> clients.ecr().getLifecyclePolicy(r -> r.repositoryName("sorted")))
                .isInstanceOf(LifecyclePolicyNotFoundException.class)
                .hasMessageContaining(
                        "Lifecycle policy does not exist for the repository with name 'sorted' in the registry with id '123456789012'");
    }

    @Test
    void shouldLookForTheRepositoryBeforeThePolicy() {
        // When / Then
        assertThatThrownBy(() -> clients.ecr().putLifecyclePolicy(r -> r.repositoryName("nobody")
                        .lifecyclePolicyText("x".repeat(MIN_LENGTH))))
                .isInstanceOfSatisfying(EcrException.class, error -> assertThat(
                                error.awsErrorDetails().errorCode())
                        .isEqualTo("RepositoryNotFoundException"));
    }
}
