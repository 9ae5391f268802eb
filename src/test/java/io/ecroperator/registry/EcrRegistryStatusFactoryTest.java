package io.ecroperator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRegistryStatus;
import io.ecroperator.aws.CallRates;
import io.ecroperator.aws.CallerIdentityApi.CallerIdentity;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EcrRegistryStatusFactoryTest {

    private static final String ACCOUNT = "123456789012";
    private static final String ROLE = "arn:aws:sts::123456789012:assumed-role/ecr/ecr-operator-prod";
    private static final Optional<Identity> RIGHT = known(ACCOUNT, ROLE);
    private static final Optional<Identity> WRONG =
            known("999999999999", "arn:aws:sts::999999999999:assumed-role/other/ecr-operator-prod");

    private final VirtualClock clock = new VirtualClock();
    private final EcrRegistryStatusFactory statuses = new EcrRegistryStatusFactory(true, clock);
    private final EcrRegistry registry = registry();

    @Test
    void shouldBeReadyOnceTheCredentialsBelongToTheAccount() {
        // When
        EcrRegistryStatus status = write(RIGHT, Optional.empty());

        // Then
        assertThat(lines(status)).containsExactly("Ready=True AccountVerified: AWS calls the operator " + ROLE + ".");
        assertThat(status.accountId()).isEqualTo(ACCOUNT);
        assertThat(status.principalArn()).isEqualTo(ROLE);
        assertThat(status.observedGeneration()).isEqualTo(3);
        assertThat(status.repositories()).isNull();
    }

    @Test
    void shouldNotBeReadyAndSayWhoseTheCredentialsAreWhenTheAccountIsAnother() {
        // When
        EcrRegistryStatus status = write(WRONG, Optional.empty());

        // Then
        String why = "WrongAccount: The credentials are those of"
                + " arn:aws:sts::999999999999:assumed-role/other/ecr-operator-prod in account 999999999999, and"
                + " spec.accountId is 123456789012. Nothing is read or written with them. Correct spec.credentials of the"
                + " EcrRegistry; or, if its accountId is wrong, create another one.";
        assertThat(lines(status)).containsExactly("Ready=False " + why, "Stalled=True " + why);
        assertThat(status.accountId()).isEqualTo("999999999999");
    }

    @ParameterizedTest
    @CsvSource({"0.2, 0.2", "0.2345, 0.2", "1.249, 1.2", "4.53, 4.5", "10, 10", "97.3, 97", "123.4, 120", "500, 500"})
    void shouldSayWhatAwsThrottlesAndAboutHowMuchItLetsThrough(double rate, String about) {
        // Given
        Instant began = Instant.parse("2026-01-02T03:04:05.678Z");

        // When
        EcrRegistryStatus status = write(
                RIGHT,
                Optional.of(new Health(
                        new ViewState.Current(),
                        OptionalInt.of(1),
                        List.of(new CallRates.ThrottledOperation("DescribeRepositories", began, rate)))));

        // Then
        assertThat(status.throttledOperations())
                .containsExactly(new EcrRegistryStatus.ThrottledOperation(
                        "DescribeRepositories", "2026-01-02T03:04:05Z", about));
        assertThat(write(RIGHT, Optional.empty()).throttledOperations()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"THROTTLED", "TRANSIENT"})
    void shouldStayReadyWhileAwsIsInTrouble(Kind trouble) {
        // Given
        EcrRegistryStatus ready = write(RIGHT, Optional.empty());
        clock.pass(Duration.ofHours(1));

        // When
        EcrRegistryStatus status = write(failed(trouble), Optional.empty());

        // Then
        assertThat(status).isEqualTo(ready);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"THROTTLED", "TRANSIENT", "CREDENTIALS", "DENIED", "INVALID", "DEPENDENCY"})
    void shouldNotKnowBeforeAwsHasAnswered(Kind kind) {
        // When
        EcrRegistryStatus status = write(failed(kind), Optional.empty());

        // Then
        assertThat(lines(status))
                .singleElement()
                .asString()
                .startsWith("Ready=Unknown ")
                .contains("GetCallerIdentity failed: not now.");
        assertThat(status.accountId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"CREDENTIALS, CredentialsUnavailable", "DENIED, AccessDenied"})
    void shouldNoLongerBeReadyWhenTheCredentialsAreRefused(Kind kind, String reason) {
        // Given
        write(RIGHT, Optional.empty());

        // When
        EcrRegistryStatus status = write(failed(kind), Optional.empty());

        // Then
        assertThat(lines(status)).singleElement().asString().startsWith("Ready=Unknown " + reason);
        assertThat(status.principalArn()).as("who it was").isEqualTo(ROLE);
    }

    @Test
    void shouldStayRefusedWhileAwsIsInTrouble() {
        // Given
        EcrRegistryStatus wrong = write(WRONG, Optional.empty());

        // When
        EcrRegistryStatus status = write(failed(Kind.TRANSIENT), Optional.empty());

        // Then
        assertThat(lines(status)).isEqualTo(lines(wrong));
    }

    @Test
    void shouldNotTakeTheWordOfAnOlderSpec() {
        // Given
        write(RIGHT, Optional.empty());
        registry.getMetadata().setGeneration(4L);

        // When
        EcrRegistryStatus status = write(Optional.empty(), Optional.empty());

        // Then
        assertThat(lines(status)).singleElement().asString().startsWith("Ready=Unknown WaitingForRegistry");
        assertThat(status.accountId()).isNull();
        assertThat(status.observedGeneration()).isEqualTo(4);
    }

    @Test
    void shouldWriteNothingNewTheSecondTime() {
        // Given
        Optional<Health> health = Optional.of(new Health(new ViewState.Current(), OptionalInt.of(12), List.of()));
        EcrRegistryStatus first = write(RIGHT, health);
        clock.pass(Duration.ofHours(1));

        // Then
        assertThat(write(RIGHT, health)).isEqualTo(first);
    }

    @Test
    void shouldTellHowARegistryStandsThatIsInUse() {
        assertThat(lines(write(RIGHT, health(new ViewState.Warming(Instant.EPOCH)))))
                .contains(
                        "Reachable=Unknown WaitingForRegistry: The repositories are being listed for the first time.");
        assertThat(lines(write(RIGHT, health(new ViewState.Current()))))
                .contains("Reachable=True Listed: The repositories of the registry can be listed.");
        assertThat(lines(write(RIGHT, health(new ViewState.ByName(failure(Kind.DENIED))))))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("Reachable=False AccessDenied")
                        .endsWith("Meanwhile the declared repositories are read by their names."));
        assertThat(lines(write(RIGHT, health(new ViewState.Failing(failure(Kind.THROTTLED), true)))))
                .anySatisfy(line -> assertThat(line).startsWith("Reachable=Unknown Throttled"))
                .anySatisfy(line -> assertThat(line).startsWith("Ready=True AccountVerified"));
    }

    @ParameterizedTest
    @CsvSource({"CREDENTIALS, CredentialsUnavailable", "WRONG_ACCOUNT, WrongAccount"})
    void shouldNotBeReadyWhileEcrRefusesWhatStsHasAccepted(Kind kind, String reason) {
        // Given
        write(RIGHT, health(new ViewState.Current()));

        // When
        EcrRegistryStatus status = write(RIGHT, health(new ViewState.Failing(failure(kind), true)));

        // Then
        assertThat(lines(status)).hasSize(2).allSatisfy(line -> assertThat(line).contains("=Unknown " + reason));

        // When
        status = write(RIGHT, health(new ViewState.Current()));

        // Then
        assertThat(lines(status)).anySatisfy(line -> assertThat(line).startsWith("Ready=True AccountVerified"));
    }

    @Test
    void shouldCountWhatWasListedWhole() {
        assertThat(write(RIGHT, Optional.of(new Health(new ViewState.Current(), OptionalInt.of(12), List.of())))
                        .repositories())
                .isEqualTo(12);
        assertThat(write(RIGHT, health(new ViewState.Warming(Instant.EPOCH))).repositories())
                .isNull();
    }

    @Test
    void shouldSayThatASpecCannotBeRead() {
        // Given
        registry.setSpec(null);

        // When
        List<String> lines = lines(statuses.unreadable(registry));

        // Then
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .startsWith(
                        "Ready=False InvalidSpec: spec cannot be read by this version of the operator, so nobody may"
                                + " use the EcrRegistry.");
    }

    private EcrRegistryStatus write(Optional<Identity> identity, Optional<Health> health) {
        EcrRegistryStatus status = statuses.status(registry, identity, health);
        registry.setStatus(status);
        return status;
    }

    private static List<String> lines(EcrRegistryStatus status) {
        return status.conditions().stream()
                .map(EcrRegistryStatusFactoryTest::line)
                .toList();
    }

    private static String line(Condition condition) {
        return condition.getType() + "=" + condition.getStatus() + " " + condition.getReason() + ": "
                + condition.getMessage();
    }

    private static Optional<Identity> known(String account, String arn) {
        return Optional.of(new Identity.Known(new CallerIdentity(account, arn), Instant.EPOCH));
    }

    private static Optional<Identity> failed(Kind kind) {
        return Optional.of(new Identity.Unknown(failure(kind)));
    }

    private static AwsFailure failure(Kind kind) {
        return new AwsFailure(kind, "GetCallerIdentity", kind.name(), "not now", null);
    }

    private static Optional<Health> health(ViewState state) {
        return Optional.of(new Health(state, OptionalInt.empty(), List.of()));
    }

    private static EcrRegistry registry() {
        return Serialization.unmarshal(
                "metadata: {name: prod, generation: 3}\nspec: {accountId: \"123456789012\", region: eu-central-1}",
                EcrRegistry.class);
    }
}
