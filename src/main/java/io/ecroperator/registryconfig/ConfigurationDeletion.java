package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EntryDeletionPolicy;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.registryconfig.ConfigurationOutcome.Deleting;
import io.ecroperator.registryconfig.ConfigurationOutcome.Kept;
import io.ecroperator.registryconfig.ConfigurationOutcome.Looked;
import io.ecroperator.registryconfig.ConfigurationOutcome.Paused;
import io.ecroperator.registryconfig.ConfigurationOutcome.Unknown;
import io.ecroperator.registryconfig.merge.Section;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Notice;
import io.ecroperator.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Whether an object that is being deleted may go: once nothing of it that it is to take along is left in ECR. */
sealed interface ConfigurationDeletion {

    /** The object may go. */
    record Released(Notice notice) implements ConfigurationDeletion {}

    /** The object has to stay for now; without an outcome, since somebody else is at the registry. */
    record Held(Optional<ConfigurationOutcome> outcome) implements ConfigurationDeletion {}

    /** Carries the deletion out as far as it goes. */
    static ConfigurationDeletion of(EcrRegistryConfiguration object, Supplier<Optional<ConfigurationOutcome>> pass) {
        if (Stream.of(Section.values())
                .allMatch(section -> Records.of(object.getStatus(), section).isEmpty())) {
            return new Released(Notice.normal(Reason.DELETED, "Nothing of this object was in ECR."));
        }
        Optional<String> stays = stays(object);
        if (stays.isPresent()) {
            return new Released(
                    Notice.normal(Reason.RETAINED, "The entries of this object stay in ECR: " + stays.get() + "."));
        }
        Optional<ConfigurationOutcome> outcome = pass.get();
        if (outcome.isPresent() && outcome.get() instanceof Looked looked && isGone(looked)) {
            return new Released(Notice.normal(
                    Reason.DELETED, "The entries of this object are no longer in ECR, or another object has them."));
        }
        return new Held(outcome.map(ConfigurationDeletion::deleting));
    }

    private static Optional<String> stays(EcrRegistryConfiguration object) {
        if (object.getSpec() == null) {
            return Optional.of("the spec cannot be read, so nothing says that they may be taken out");
        }
        if (object.getSpec().managementPolicy() == ManagementPolicy.OBSERVE) {
            return Optional.of("managementPolicy is Observe");
        }
        return object.getSpec().deletionPolicy() == EntryDeletionPolicy.RETAIN
                ? Optional.of("deletionPolicy is Retain")
                : Optional.empty();
    }

    private static boolean isGone(Looked looked) {
        return looked.settled().results().stream()
                .allMatch(result -> result.failure().isEmpty()
                        && result.outcome()
                                .filter(outcome -> outcome.owned().isEmpty())
                                .isPresent());
    }

    private static ConfigurationOutcome deleting(ConfigurationOutcome outcome) {
        String waits = "Deletion waits. ";
        String letGo = " To let the object go without it, set deletionPolicy: Retain.";
        return switch (outcome) {
            case Paused paused ->
                new Deleting(
                        Reason.PAUSED,
                        waits + Reason.PAUSED.meaning() + " " + Reason.PAUSED.remedy(),
                        false,
                        Optional.empty());
            case Kept(var reason, var message) ->
                new Deleting(Reason.DELETION_FAILED, waits + message + letGo, false, Optional.empty());
            case Unknown unknown ->
                new Deleting(
                        Reason.WAITING_FOR_REGISTRY,
                        waits + "It is not known yet which account the credentials belong to." + letGo,
                        true,
                        Optional.empty());
            case Looked looked -> {
                List<FailureReport> failures = looked.settled().results().stream()
                        .flatMap(result -> result.failure().stream())
                        .toList();
                yield failures.isEmpty()
                        ? new Deleting(
                                Reason.DETACHING,
                                waits + "Another object that wants the same entries has not taken them over yet."
                                        + letGo,
                                false,
                                Optional.of(looked))
                        : new Deleting(
                                failures.getFirst().trouble()
                                        ? failures.getFirst().reason()
                                        : Reason.DELETION_FAILED,
                                waits + failures.getFirst().message() + letGo,
                                failures.getFirst().trouble(),
                                Optional.of(looked));
            }
            case Deleting already -> already;
        };
    }
}
