package io.ecroperator.pullsecret;

import static io.ecroperator.pullsecret.PullSecrets.EU;
import static io.ecroperator.pullsecret.PullSecrets.US;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretStatus;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.pullsecret.PullSecretOutcome.Kept;
import io.ecroperator.pullsecret.PullSecretOutcome.Problem;
import io.ecroperator.pullsecret.PullSecretOutcome.Refused;
import io.ecroperator.pullsecret.PullSecretOutcome.Write;
import io.ecroperator.pullsecret.PullSecretPlan.TokenUse;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Notice;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.token.TokenFailures;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenLife;
import io.ecroperator.token.TokenState;
import io.ecroperator.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PullSecretStatusFactoryTest {

    private final VirtualClock clock = new VirtualClock();
    private final Instant start = clock.instant();
    private final TokenLife life = new TokenLife(start, start.plus(Tokens.LIFE));
    private final PullSecretStatusFactory statuses = new PullSecretStatusFactory(new PullSecretPlanner("test"), clock);
    private final EcrPullSecret object = new PullSecrets("pull").object();

    @Test
    void shouldBeReadyWhileEveryTokenIsFresh() {
        // When
        EcrPullSecretStatus status = status(kept(Map.of(), fresh(EU), fresh(US)));

        // Then
        assertThat(ready(status)).isEqualTo("True TokensValid");
        assertThat(synced(status)).isEqualTo("True TokensValid");
        assertThat(stalled(status)).isEmpty();
        assertThat(status.expiresAt()).isEqualTo(life.expiresAt().toString());
        assertThat(status.registries()).hasSize(2).allSatisfy(token -> {
            assertThat(token.lastError()).isNull();
            assertThat(Instant.parse(token.rotateAt())).isBetween(start.plusSeconds(18_000), start.plusSeconds(21_600));
        });
    }

    @Test
    void shouldCountTokensAsTheyAre() {
        assertThat(message(status(kept(Map.of(), fresh(EU))), ConditionType.READY))
                .isEqualTo("Valid token for eu-central-1.");
        assertThat(message(status(kept(Map.of(), fresh(EU), fresh(US))), ConditionType.READY))
                .isEqualTo("Valid tokens for eu-central-1, us-east-1.");
    }

    @Test
    void shouldWaitForTheFirstToken() {
        // When
        EcrPullSecretStatus status = status(kept(Map.of(), new TokenUse(EU, null, true)));

        // Then
        assertThat(ready(status)).isEqualTo("False WaitingForToken");
        assertThat(status.expiresAt()).isNull();
        assertThat(PullSecretEvents.of(object.getStatus(), kept(Map.of()), status, clock.instant()))
                .isEmpty();
    }

    @Test
    void shouldStayReadyAndSayUntilWhenWhileARotationIsDenied() {
        // Given
        clock.pass(Duration.ofHours(7));
        Kept outcome = kept(Map.of(EU, failing(Kind.DENIED)), due(EU), fresh(US));

        // When
        EcrPullSecretStatus status = status(outcome);

        // Then
        assertThat(ready(status)).isEqualTo("True RotationFailing");
        assertThat(synced(status)).isEqualTo("False AccessDenied");
        assertThat(status.registries().getFirst().lastError()).contains("GetAuthorizationToken failed");
        assertThat(PullSecretEvents.of(object.getStatus(), outcome, status, clock.instant()))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.warning()).isTrue();
                    assertThat(notice.reason()).isEqualTo("AccessDenied");
                    assertThat(notice.message()).contains("The first token expires in 5 h 0 min.");
                });

        // When
        object.setStatus(status);

        // Then
        assertThat(PullSecretEvents.of(object.getStatus(), outcome, status(outcome), clock.instant()))
                .as("not told twice")
                .isEmpty();
        assertThat(status(outcome)).as("nothing to write").isEqualTo(status);
    }

    @Test
    void shouldNotBeReadyWhenATokenHasExpiredWhateverTheReason() {
        // Given
        clock.pass(Duration.ofHours(12));

        // When
        EcrPullSecretStatus status = status(kept(Map.of(EU, failing(Kind.THROTTLED)), new TokenUse(EU, null, true)));

        // Then
        assertThat(ready(status)).isEqualTo("False Throttled");
        assertThat(synced(status)).isEqualTo("Unknown Throttled");
    }

    @Test
    void shouldIgnoreAFailureOfATokenThatIsNotDue() {
        assertThat(ready(status(kept(Map.of(EU, failing(Kind.DENIED)), fresh(EU)))))
                .isEqualTo("True TokensValid");
    }

    @Test
    void shouldNameTheRegionThatIsNoneAndStallUntilAnEdit() {
        // Given
        TokenKey invented = TokenKey.of("xx-invented-9");
        TokenState unknown =
                TokenState.refused(TokenFailures.unknownRegion("spec.registries[2].region", "xx-invented-9"));

        // When
        EcrPullSecretStatus status =
                status(kept(Map.of(invented, unknown), fresh(EU), new TokenUse(invented, null, true)));

        // Then
        assertThat(ready(status)).isEqualTo("False InvalidSpec");
        assertThat(stalled(status)).contains("True InvalidSpec");
        assertThat(message(status, ConditionType.READY))
                .contains(
                        "spec.registries[2].region: this operator knows no region xx-invented-9",
                        "pull-secrets.additional-regions");
    }

    @Test
    void shouldSayWhichEcrRegistryIsRefusedAndThatTheLastTokenHolds() {
        // Given
        TokenKey prod = TokenKey.ofRegistry("prod", RegistriesStub.TOKYO);
        Map<TokenKey, TokenState> refused = Map.of(prod, TokenState.refused(RegistriesStub.REFUSAL));
        TokenUse held = fresh(prod);

        // When
        EcrPullSecretStatus holds = status(kept(refused, fresh(EU), held));
        EcrPullSecretStatus lacks = status(kept(refused, fresh(EU), new TokenUse(prod, null, true)));
        EcrPullSecretStatus well = status(kept(Map.of(), fresh(EU), fresh(prod)));

        // Then
        assertThat(ready(holds)).isEqualTo("True RotationFailing");
        assertThat(synced(holds)).isEqualTo("False NotPermitted");
        assertThat(message(holds, ConditionType.SYNCED)).startsWith("EcrRegistry/prod: not for this namespace.");
        assertThat(Conditions.reason(holds.conditions(), ConditionType.RESOLVED_REFS))
                .isEqualTo("NotPermitted");
        assertThat(ready(lacks)).isEqualTo("False NotPermitted");
        assertThat(message(lacks, ConditionType.READY))
                .isEqualTo("No valid token for EcrRegistry/prod. not for this namespace.");
        assertThat(stalled(lacks)).contains("True NotPermitted");
        assertThat(stalled(holds)).as("it works until then").isEmpty();
        assertThat(ready(well)).isEqualTo("True TokensValid");
        assertThat(message(well, ConditionType.RESOLVED_REFS)).isEqualTo("EcrRegistry prod is there.");
        assertThat(Conditions.find(status(kept(Map.of(), fresh(EU))).conditions(), ConditionType.RESOLVED_REFS))
                .as("names none")
                .isEmpty();
    }

    @Test
    void shouldSayThatTheAccountMayNotHaveEnabledTheRegion() {
        // Given
        TokenKey optIn = TokenKey.of("me-central-1");
        TokenState refused = new TokenState(
                Optional.empty(),
                false,
                false,
                Optional.of(new AwsFailure(
                        Kind.CREDENTIALS,
                        "GetAuthorizationToken",
                        "UnrecognizedClientException",
                        "The security token included in the request is invalid.",
                        null)));

        // When
        EcrPullSecretStatus status = status(kept(Map.of(optIn, refused), new TokenUse(optIn, null, true)));

        // Then
        assertThat(ready(status)).isEqualTo("False CredentialsUnavailable");
        assertThat(message(status, ConditionType.READY))
                .contains(
                        "the account has not enabled me-central-1",
                        "aws account enable-region --region-name me-central-1",
                        "another partition");
    }

    @Test
    void shouldStallOnAForeignSecretAndNotOnARightThatIsMissing() {
        // Given
        Problem foreign = Problem.foreign("Secret pull exists.");
        Problem refused = Problem.waiting("The API server refused to write Secret pull: 403 Forbidden.");

        // When
        EcrPullSecretStatus notOurs = status(blocked(foreign));
        EcrPullSecretStatus notWritten = status(blocked(refused));

        // Then
        assertThat(ready(notOurs)).isEqualTo("False SecretNotOurs");
        assertThat(stalled(notOurs)).contains("True SecretNotOurs");
        assertThat(ready(notWritten)).isEqualTo("False SecretNotWritten");
        assertThat(stalled(notWritten)).isEmpty();
    }

    @Test
    void shouldNotClaimToBeInSyncWhileAWriteIsRefused() {
        assertThat(synced(status(blocked(Problem.waiting("Refused."))))).isEqualTo("False SecretNotWritten");
    }

    @Test
    void shouldStayAsItWasWhenAnotherWriterWasFasterAndTheTokensHold() {
        // Given
        object.setStatus(status(kept(Map.of(), fresh(EU))));

        // When
        EcrPullSecretStatus status = status(overtaken(due(EU)));

        // Then
        assertThat(ready(status)).isEqualTo("True TokensValid");
        assertThat(status.conditions()).isEqualTo(object.getStatus().conditions());
    }

    @Test
    void shouldNotBeReadyWhenAnotherWriterWasFasterAndTheSecretHoldsNoTokenOfOurs() {
        assertThat(ready(status(overtaken(new TokenUse(EU, null, true))))).isEqualTo("False SecretNotWritten");
    }

    @Test
    void shouldSayThatAnotherWriterKeepsChangingTheSecret() {
        // Given
        object.setStatus(status(kept(Map.of(), fresh(EU))));
        Kept contested = new Kept(
                List.of("pull"), List.of(fresh(EU)), Map.of(), List.of(), Optional.empty(), false, Optional.of("pull"));

        // When
        EcrPullSecretStatus status = status(contested);

        // Then
        assertThat(ready(status)).isEqualTo("False SecretContested");
        assertThat(contested.blocked()).as("looked at again").isPresent();
        assertThat(PullSecretEvents.of(object.getStatus(), contested, status, clock.instant()))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.warning()).isTrue();
                    assertThat(notice.message()).startsWith("Something else keeps changing or deleting Secret pull.");
                });
    }

    @Test
    void shouldNotBeReadyWhileAServiceAccountLacksTheSecret() {
        // Given
        Kept kept = new Kept(
                List.of("pull"),
                List.of(fresh(EU)),
                Map.of(),
                List.of(),
                Optional.of("ServiceAccount builder does not exist."),
                false,
                Optional.empty());

        // When
        EcrPullSecretStatus status = status(kept);

        // Then
        assertThat(ready(status)).isEqualTo("False ServiceAccountNotAttached");
        assertThat(synced(status)).isEqualTo("True TokensValid");
        assertThat(stalled(status)).isEmpty();
    }

    @Test
    void shouldStayAsItIsWhenItIsTooEarlyToTell() {
        // Given
        object.setStatus(status(kept(Map.of(), fresh(EU))));

        // When
        EcrPullSecretStatus status = status(new PullSecretOutcome.TooEarly());

        // Then
        assertThat(status).isEqualTo(object.getStatus());
    }

    @Test
    void shouldStallOnASpecThatCannotBe() {
        // When
        EcrPullSecretStatus status = status(new Refused("no such host"));

        // Then
        assertThat(ready(status)).isEqualTo("False InvalidSpec");
        assertThat(stalled(status)).contains("True InvalidSpec");
    }

    @Test
    void shouldSayThatASecretCameBackBeforeTheStatusKnowsThatItWasThere() {
        // Given
        Write first = Write.done(new PullSecretChange.CreateSecret(
                new PullSecretChange.SecretContent("pull", "Opaque", Map.of(), Map.of(), Map.of(), null)));

        // Then
        assertThat(reasons(first)).containsExactly("SecretCreated");
        assertThat(reasons(first.createdAgain())).containsExactly("SecretRestored");
    }

    private List<String> reasons(Write write) {
        Kept outcome = new Kept(
                List.of("pull"),
                List.of(fresh(EU)),
                Map.of(),
                List.of(write),
                Optional.empty(),
                false,
                Optional.empty());
        return PullSecretEvents.of(null, outcome, status(outcome), clock.instant()).stream()
                .map(Notice::reason)
                .toList();
    }

    private EcrPullSecretStatus status(PullSecretOutcome outcome) {
        return statuses.status(1L, object.getStatus(), outcome, new PullProof.NotAsked());
    }

    private TokenUse fresh(TokenKey key) {
        return new TokenUse(key, life, false);
    }

    private TokenUse due(TokenKey key) {
        return new TokenUse(key, life, true);
    }

    private Kept blocked(Problem problem) {
        return new Kept(
                List.of(),
                List.of(fresh(EU)),
                Map.of(),
                List.of(Write.failed(new PullSecretChange.DeleteSecret(null), problem)),
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static Kept overtaken(TokenUse use) {
        return new Kept(
                List.of("pull"),
                List.of(use),
                Map.of(),
                List.of(Write.overtaken(new PullSecretChange.UpdateSecret(null, null, false))),
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static Kept kept(Map<TokenKey, TokenState> states, TokenUse... uses) {
        return new Kept(List.of("pull"), List.of(uses), states, List.of(), Optional.empty(), false, Optional.empty());
    }

    private static TokenState failing(Kind kind) {
        return new TokenState(
                Optional.empty(),
                false,
                false,
                Optional.of(new AwsFailure(kind, "GetAuthorizationToken", kind.name(), "not now", null)));
    }

    private static String ready(EcrPullSecretStatus status) {
        return condition(status, ConditionType.READY).orElseThrow();
    }

    private static String synced(EcrPullSecretStatus status) {
        return condition(status, ConditionType.SYNCED).orElseThrow();
    }

    private static Optional<String> stalled(EcrPullSecretStatus status) {
        return condition(status, ConditionType.STALLED);
    }

    private static String message(EcrPullSecretStatus status, ConditionType type) {
        return Conditions.find(status.conditions(), type).orElseThrow().getMessage();
    }

    private static Optional<String> condition(EcrPullSecretStatus status, ConditionType type) {
        return Conditions.find(status.conditions(), type)
                .map(condition -> condition.getStatus() + " " + condition.getReason());
    }
}
