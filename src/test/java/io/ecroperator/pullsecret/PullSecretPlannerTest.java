package io.ecroperator.pullsecret;

import static io.ecroperator.pullsecret.PullSecrets.EU;
import static io.ecroperator.pullsecret.PullSecrets.HOST_EU;
import static io.ecroperator.pullsecret.PullSecrets.HOST_US;
import static io.ecroperator.pullsecret.PullSecrets.US;
import static io.ecroperator.token.Tokens.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.compared.Shows;
import io.ecroperator.pullsecret.PullSecretChange.CreateSecret;
import io.ecroperator.pullsecret.PullSecretChange.DeleteSecret;
import io.ecroperator.pullsecret.PullSecretChange.ReplaceSecret;
import io.ecroperator.pullsecret.PullSecretChange.UpdateSecret;
import io.ecroperator.token.MintedToken;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenLife;
import io.ecroperator.token.TokenState;
import io.ecroperator.token.Tokens;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullSecretPlannerTest {

    private static final String BOTH = """
            registries:
              - {region: eu-central-1, accountIds: ["123456789012"]}
              - {region: us-east-1, accountIds: ["123456789012"]}
            secret: {name: pull, labels: {team: a}, annotations: {note: mine}}
            """;
    private static final String EU_ONLY = """
            registries: [{region: eu-central-1, accountIds: ["123456789012"]}]
            secret: {name: pull}
            """;
    private static final String CONFIG = ".dockerconfigjson";

    private final PullSecretPlanner planner = new PullSecretPlanner("test");
    private final PullSecrets world = new PullSecrets("api");

    @Test
    void shouldWriteNothingBeforeThereIsAToken() {
        // When
        List<DesiredSecret> desired = world.desired(BOTH);

        // Then
        assertThat(planner.wanted(desired, world.existing(), NOON)).containsExactlyInAnyOrder(EU, US);
        assertThat(plan(desired, Map.of(), NOON).changes()).isEmpty();
    }

    @Test
    void shouldCreateASecretWithAllHostsThatGoesWithItsOwner() {
        // When
        keep(BOTH, NOON, Map.of(EU, "e1", US, "u1"));

        // Then
        Secret secret = world.secrets().get("pull");
        assertThat(content()).contains(HOST_EU, HOST_US, "e1", "u1");
        assertThat(secret.getType()).isEqualTo("kubernetes.io/dockerconfigjson");
        assertThat(secret.getMetadata().getLabels())
                .containsOnly(Map.entry("team", "a"), Map.entry("ecr-operator.io/pull-secret", "true"));
        assertThat(secret.getMetadata().getAnnotations()).containsEntry("note", "mine");
        assertThat(secret.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getUid()).isEqualTo("uid-api");
            assertThat(owner.getKind()).isEqualTo("EcrPullSecret");
            assertThat(owner.getController()).isTrue();
        });
    }

    @Test
    void shouldKeepNoTokenInAnnotationsNorInTheTextOfAPlan() {
        // Given
        List<DesiredSecret> desired = world.desired(BOTH);

        // When
        PullSecretPlan plan = plan(desired, states(Map.of(EU, "hidden-e", US, "hidden-u")), NOON);
        world.apply(plan);

        // Then
        String login = Tokens.minted("hidden-e", NOON).token().authorizationToken();
        assertThat(plan.toString()).doesNotContain("hidden", login);
        assertThat(world.existing().toString()).doesNotContain("hidden", login);
        assertThat(world.secrets().get("pull").getMetadata().toString()).doesNotContain("hidden", login);
    }

    @Test
    void shouldChangeNothingAfterARestartWhileTheTokensAreFresh() {
        // Given
        keep(BOTH, NOON, Map.of(EU, "e1", US, "u1"));

        // When
        Instant later = NOON.plus(Duration.ofHours(5));
        List<DesiredSecret> desired = world.desired(BOTH);

        // Then
        assertThat(planner.wanted(desired, world.existing(), later)).isEmpty();
        assertThat(plan(desired, Map.of(), later).changes()).isEmpty();
    }

    @Test
    void shouldWaitForATokenThatIsArrivingSoThatOneWriteServesAll() {
        // Given
        List<DesiredSecret> desired = world.desired(BOTH);
        Map<TokenKey, TokenState> arriving = new HashMap<>(states(Map.of(EU, "e1")));
        arriving.put(US, new TokenState(Optional.empty(), false, true, Optional.empty()));

        // When
        PullSecretPlan waiting = plan(desired, arriving, NOON);
        PullSecretPlan failed = plan(desired, states(Map.of(EU, "e1")), NOON);

        // Then
        assertThat(waiting.changes()).isEmpty();
        assertThat(waiting.postponed()).isTrue();
        assertThat(failed.changes()).as("the other is not held up").hasSize(1);
        assertThat(failed.postponed()).isFalse();
    }

    @Test
    void shouldNotEmptyAnEditedSecretWhileThereIsNoToken() {
        // Given
        keep(EU_ONLY, NOON, Map.of(EU, "e1"));
        Secret secret = world.secrets().get("pull");
        secret.getMetadata().getAnnotations().put("ecr-operator.io/pull-secret", "edited");

        // When
        PullSecretPlan plan = plan(world.desired(EU_ONLY), Map.of(), NOON);

        // Then
        assertThat(plan.changes()).isEmpty();
    }

    @Test
    void shouldRenewTokensTogetherThatAreDueAtAboutTheSameTime() {
        // Given
        keep(EU_ONLY, NOON, Map.of(EU, "e1"));
        keep(BOTH, NOON.plus(Duration.ofMinutes(5)), Map.of(EU, "e1", US, "u1"));
        List<DesiredSecret> desired = world.desired(BOTH);
        Instant due = planner.rotateAt(new TokenLife(NOON, NOON.plus(Tokens.LIFE)));

        // Then
        assertThat(planner.wanted(desired, world.existing(), due.minusSeconds(1)))
                .isEmpty();
        assertThat(planner.wanted(desired, world.existing(), due)).containsExactlyInAnyOrder(EU, US);
    }

    @Test
    void shouldKeepAFreshTokenWhenTheStoreHasANewerOne() {
        // Given
        keep(EU_ONLY, NOON, Map.of(EU, "e1"));

        // When
        PullSecretPlan plan = plan(
                world.desired(EU_ONLY),
                Map.of(EU, state(Tokens.minted("e2", NOON.plusSeconds(60)), false)),
                NOON.plusSeconds(90));

        // Then
        assertThat(plan.changes()).isEmpty();
    }

    @Test
    void shouldTakeTheStoresTokenWhenTheClockWasSetBack() {
        // Given
        keep(EU_ONLY, NOON, Map.of(EU, "e1"));

        // When
        PullSecretPlan plan = plan(
                world.desired(EU_ONLY),
                Map.of(EU, state(Tokens.minted("e2", NOON.plusSeconds(60)), true)),
                NOON.plusSeconds(90));

        // Then
        assertThat(plan.changes()).singleElement().isInstanceOf(UpdateSecret.class);
    }

    @Test
    void shouldReplaceTheTokenInPlaceWhenItIsDue() {
        // Given
        keep(EU_ONLY, NOON, Map.of(EU, "e1"));
        Instant due = NOON.plus(Duration.ofHours(6));

        // When
        PullSecretPlan plan = plan(world.desired(EU_ONLY), Map.of(EU, state(Tokens.minted("e2", due), false)), due);
        world.apply(plan);

        // Then
        assertThat(plan.changes()).singleElement().isInstanceOfSatisfying(UpdateSecret.class, update -> assertThat(
                        update.edited())
                .isFalse());
        assertThat(content()).contains("\"e2\"").doesNotContain("\"e1\"");
    }

    @Test
    void shouldKeepTheLastGoodTokenOfARegistryThatFailsAndRenewTheOther() {
        // Given
        keep(BOTH, NOON, Map.of(EU, "e1", US, "u1"));
        Instant due = NOON.plus(Duration.ofHours(6));

        // When
        PullSecretPlan plan = plan(world.desired(BOTH), Map.of(EU, state(Tokens.minted("e2", due), false)), due);
        world.apply(plan);

        // Then
        assertThat(content()).contains("\"e2\"", "\"u1\"").doesNotContain("\"e1\"");
        assertThat(plan.tokens(List.of()).get("us-east-1").due()).isTrue();
        assertThat(plan.tokens(List.of()).get("eu-central-1").due()).isFalse();
    }

    @Test
    void shouldTakeAnExpiredLoginOutWhenThereIsNoOther() {
        // Given
        keep(EU_ONLY, NOON, Map.of(EU, "e1"));
        Instant expired = NOON.plus(Duration.ofHours(12));

        // When
        world.apply(plan(world.desired(EU_ONLY), Map.of(), expired));

        // Then
        assertThat(content()).isEqualTo("{\"auths\":{}}");
        assertThat(plan(world.desired(EU_ONLY), Map.of(), expired).changes()).isEmpty();
    }

    @Test
    void shouldWriteAnEditedSecretAgainAndNotTrustIt() {
        // Given
        keep(EU_ONLY, NOON, Map.of(EU, "e1"));
        world.secrets()
                .get("pull")
                .setData(Map.of(CONFIG, base64("{\"auths\":{\"" + HOST_EU + "\":{\"auth\":\"QVdTOmV2aWw=\"}}}")));
        List<DesiredSecret> desired = world.desired(EU_ONLY);

        // When
        Set<TokenKey> wanted = planner.wanted(desired, world.existing(), NOON);
        PullSecretPlan plan = plan(desired, states(Map.of(EU, "e1")), NOON);
        world.apply(plan);

        // Then
        assertThat(wanted).containsExactly(EU);
        assertThat(plan.changes()).singleElement().isInstanceOfSatisfying(UpdateSecret.class, update -> assertThat(
                        update.edited())
                .isTrue());
        assertThat(content()).contains("\"e1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{}", "[]", "{\"tokens\":{\"eu-central-1\":{}}}", "null"})
    void shouldWriteAgainWhenTheRecordWasEdited(String record) {
        // Given
        keep(EU_ONLY, NOON, Map.of(EU, "e1"));
        world.secrets().get("pull").getMetadata().getAnnotations().put(SecretRecord.ANNOTATION, record);

        // When
        PullSecretPlan plan = plan(world.desired(EU_ONLY), states(Map.of(EU, "e1")), NOON);

        // Then
        assertThat(plan.changes()).singleElement().isInstanceOf(UpdateSecret.class);
    }

    @Test
    void shouldLeaveWhatOthersPutOnTheSecretAndRemoveWhatItNoLongerAsksFor() {
        // Given
        keep(BOTH, NOON, Map.of(EU, "e1", US, "u1"));
        world.secrets().get("pull").getMetadata().getLabels().put("theirs", "1");
        world.secrets().get("pull").getMetadata().getAnnotations().put("theirs", "2");

        // When
        keep(EU_ONLY, NOON, Map.of());

        // Then
        Secret secret = world.secrets().get("pull");
        assertThat(secret.getMetadata().getLabels()).containsKey("theirs").doesNotContainKey("team");
        assertThat(secret.getMetadata().getAnnotations()).containsKey("theirs").doesNotContainKey("note");
        assertThat(content()).contains("\"e1\"").doesNotContain(HOST_US);
        assertThat(plan(world.desired(EU_ONLY), Map.of(), NOON).changes()).isEmpty();
    }

    @Test
    void shouldDeleteTheOldSecretWhenTheNameChanges() {
        // Given
        keep(EU_ONLY, NOON, Map.of(EU, "e1"));

        // When
        PullSecretPlan plan =
                plan(world.desired(EU_ONLY.replace("name: pull", "name: other")), states(Map.of(EU, "e1")), NOON);

        // Then
        assertThat(plan.changes())
                .hasExactlyElementsOfTypes(CreateSecret.class, DeleteSecret.class)
                .extracting(PullSecretChange::name)
                .containsExactly("other", "pull");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldReplaceASecretThatCannotBeChanged(boolean immutable) {
        // Given
        keep(EU_ONLY, NOON, Map.of(EU, "e1"));
        world.secrets().get("pull").setImmutable(immutable);
        String spec = immutable
                ? EU_ONLY.replace("name: pull", "name: pull, labels: {a: b}")
                : EU_ONLY.replace("name: pull", "name: pull, format: BasicAuth");

        // When
        PullSecretPlan plan = plan(world.desired(spec), Map.of(), NOON);

        // Then
        assertThat(plan.changes()).singleElement().isInstanceOf(ReplaceSecret.class);
    }

    @Test
    @Shows("argo-cd#8097")
    void shouldMakeASecretPerHostAndSourceForArgoCd() {
        // When
        keep(BOTH.replace("name: pull", "name: pull, format: ArgoCdRepoCreds"), NOON, Map.of(EU, "e1", US, "u1"));

        // Then
        assertThat(world.secrets())
                .containsOnlyKeys(
                        "pull-helm-" + HOST_EU, "pull-oci-" + HOST_EU, "pull-helm-" + HOST_US, "pull-oci-" + HOST_US);
        assertThat(plan(
                                world.desired(BOTH.replace("name: pull", "name: pull, format: ArgoCdRepoCreds")),
                                Map.of(),
                                NOON)
                        .changes())
                .isEmpty();
    }

    @Test
    void shouldLookAgainWhenTheFirstTokenIsDueOrAnOverdueOneExpires() {
        // Given
        keep(BOTH, NOON, Map.of(EU, "e1", US, "u1"));
        PullSecretPlan fresh = plan(world.desired(BOTH), Map.of(), NOON);
        Instant overdue = NOON.plus(Duration.ofHours(7));
        PullSecretPlan late = plan(world.desired(BOTH), Map.of(), overdue);

        // When
        Optional<Instant> whenFresh = planner.nextLook(fresh.tokens(List.of()).values());
        Optional<Instant> whenLate = planner.nextLook(late.tokens(List.of()).values());

        // Then
        assertThat(whenFresh.orElseThrow())
                .isBetween(NOON.plus(Duration.ofMinutes(324)), NOON.plus(Duration.ofMinutes(360)));
        assertThat(whenLate).contains(NOON.plus(Duration.ofHours(12)));
    }

    /** A pass with these passwords in the store. */
    private void keep(String spec, Instant now, Map<TokenKey, String> passwords) {
        world.apply(plan(world.desired(spec), states(passwords), now));
    }

    private PullSecretPlan plan(List<DesiredSecret> desired, Map<TokenKey, TokenState> states, Instant now) {
        return planner.plan(desired, world.existing(), states, now);
    }

    private static Map<TokenKey, TokenState> states(Map<TokenKey, String> passwords) {
        return passwords.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, password -> state(Tokens.minted(password.getValue(), NOON), false)));
    }

    private static TokenState state(MintedToken token, boolean replacesAll) {
        return new TokenState(Optional.of(token), replacesAll, false, Optional.empty());
    }

    private String content() {
        return ManagedSecret.of(world.secrets().get("pull")).data().get(CONFIG);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
