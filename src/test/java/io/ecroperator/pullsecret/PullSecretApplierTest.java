package io.ecroperator.pullsecret;

import static io.ecroperator.pullsecret.PullSecrets.EU;
import static io.ecroperator.token.Tokens.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.pullsecret.PullSecretOutcome.Write;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.token.TokenState;
import io.ecroperator.token.Tokens;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullSecretApplierTest {

    private static final String SPEC = """
            registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
            secret: {name: %s}
            """;

    private final SecretsApiStub server = new SecretsApiStub();
    private final PullSecrets world = new PullSecrets("api");
    private final PullSecretApplier applier =
            new PullSecretApplier(server.client(), new NoWatch(), new ContestedSecrets(new VirtualClock()));

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 405, 413, 415, 422, 500})
    void shouldNameTheSecretThatIsRefusedAndWriteTheOthers(int code) {
        // Given
        server.refuse("POST", "first", code);

        // When
        List<Write> writes = apply(created("first"), created("second"));

        // Then
        assertThat(writes).extracting(Write::made).containsExactly(false, true);
        assertThat(writes.getFirst().problem()).hasValueSatisfying(problem -> assertThat(problem.message())
                .startsWith("Secret first was not written: "));
        assertThat(server.writes()).containsExactly("POST second");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 502, 503, 504})
    void shouldSayNothingAboutTheSecretWhenTheApiServerIsInTrouble(int code) {
        // Given
        server.refuse("POST", "first", code);

        // Then
        assertThatThrownBy(() -> apply(created("first"))).isInstanceOf(KubernetesClientException.class);
    }

    @Test
    void shouldBeOvertakenWhereAnotherWriterWasFaster() {
        // Given
        PullSecretChange update = new PullSecretChange.UpdateSecret(content("first"), existing("first"), false);
        server.refuse("PUT", "first", 409);

        // Then
        assertThat(apply(update)).extracting(Write::overtaken).containsExactly(true);
    }

    @Test
    void shouldKnowASecretThatItHasToCreateAgain() {
        // Given
        assertThat(apply(created("first"))).extracting(Write::again).containsExactly(false);

        // Then
        assertThat(apply(created("first"), created("second")))
                .extracting(Write::again)
                .containsExactly(true, false);
    }

    @Test
    void shouldBeginAnewWithASecretThatItDeletedItself() {
        // Given
        apply(created("first"), new PullSecretChange.DeleteSecret(existing("first")));

        // Then
        assertThat(apply(created("first"))).extracting(Write::again).containsExactly(false);
    }

    private List<Write> apply(PullSecretChange... changes) {
        return applier.apply(new SecretOwner(world.object(), "team"), List.of(changes));
    }

    private PullSecretChange created(String name) {
        return new PullSecretChange.CreateSecret(content(name));
    }

    private PullSecretChange.SecretContent content(String name) {
        PullSecretPlan plan = new PullSecretPlanner("test")
                .plan(
                        world.desired(SPEC.formatted(name)),
                        List.of(),
                        Map.of(
                                EU,
                                new TokenState(Optional.of(Tokens.minted("e1", NOON)), false, false, Optional.empty())),
                        NOON);
        return ((PullSecretChange.CreateSecret) plan.changes().getFirst()).content();
    }

    private ManagedSecret existing(String name) {
        Secret secret = SecretObjects.created(new SecretOwner(world.object(), "team"), content(name));
        secret.getMetadata().setResourceVersion("1");
        return ManagedSecret.of(secret);
    }
}
