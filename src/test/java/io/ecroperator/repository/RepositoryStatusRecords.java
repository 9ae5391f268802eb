package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Outcome.Deleting;
import io.ecroperator.managed.Outcome.Refused;
import io.ecroperator.managed.Outcome.Unobserved;
import io.ecroperator.managed.Outcome.Unresolved;
import io.ecroperator.managed.Remarks;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** EcrRepositories with the status that each outcome of a pass gives to a new one, and to one that was Ready. */
public final class RepositoryStatusRecords {

    private static final String NAMES = "Paused Waiting InSync NotOwnedObserve NotOwnedObserveEqual PlanPending"
            + " ForeignConfigMap Doubtful:refused Doubtful:overdue";

    private final VirtualClock clock = new VirtualClock();
    private final List<HasMetadata> objects = new ArrayList<>();

    private RepositoryStatusRecords() {}

    /** The objects; their names say the outcome. */
    public static List<HasMetadata> all() {
        RepositoryStatusRecords records = new RepositoryStatusRecords();
        Stream.of(NAMES.split(" ")).forEach(name -> records.add(name, RepositoryOutcomes.named(name)));
        Stream.of(Kind.values())
                .flatMap(kind -> Stream.of("Unobserved:" + kind, "Failed:" + kind))
                .forEach(name -> records.add(name, RepositoryOutcomes.named(name)));
        Stream.of(
                        Reason.INVALID_SPEC,
                        Reason.INVALID_LIFECYCLE_POLICY,
                        Reason.INVALID_REPOSITORY_POLICY,
                        Reason.DUPLICATE_REPOSITORY)
                .forEach(reason -> records.add("Refused", new Refused<>(reason, "It is so. " + reason.remedy())));
        Stream.of(Reason.REGISTRY_NOT_FOUND, Reason.NOT_PERMITTED, Reason.REGISTRY_MISMATCH)
                .forEach(reason -> records.add("Registry", new Unresolved<>(reason, "It is so. " + reason.remedy())));
        Stream.of(
                        Reason.NOT_OWNED,
                        Reason.OWNED_BY_ANOTHER,
                        Reason.NOT_PERMITTED,
                        Reason.CLUSTER_NAME_TAKEN,
                        Reason.REPOSITORY_MISSING,
                        Reason.ENCRYPTION_MISMATCH)
                .forEach(reason -> records.add("Plan", RepositoryOutcomes.refused(reason, true, false)));
        records.add("Unsettled", unsettled(Reason.LIFECYCLE_POLICY_NOT_FOUND));
        records.add("Unsettled", unsettled(Reason.REPOSITORY_POLICY_NOT_FOUND));
        records.add("Unsettled", unsettled(Reason.CONFLICT));
        Observed<DesiredRepository, ViewedRepository, RepositoryChange> equal =
                (Observed<DesiredRepository, ViewedRepository, RepositoryChange>) RepositoryOutcomes.named("InSync");
        records.add("Output", equal.withProblem(Optional.of(OutputProblem.notServed("x"))));
        records.add("Unconfirmed", new Unobserved<>(RepositoryDoubts.existence("api")));
        records.principalThatStaysUnknown();
        records.deleting(RepositoryOutcomes.named("Blocked"));
        records.deleting(RepositoryOutcomes.named("DeletionTrouble"));
        records.deleting(new Deleting<>(Reason.DELETION_FAILED, "It failed.", Optional.empty(), false));
        return records.objects;
    }

    private void add(String name, Outcome<DesiredRepository, ViewedRepository, RepositoryChange> outcome) {
        EcrRepository fresh = object(name);
        fresh.setStatus(RepositoryWorld.status(fresh, outcome, clock));
        objects.add(fresh);
        EcrRepository ready = object(name + " after Ready");
        ready.setStatus(RepositoryWorld.status(ready, RepositoryOutcomes.named("InSync"), clock));
        ready.setStatus(RepositoryWorld.status(ready, outcome, clock));
        objects.add(ready);
    }

    private void principalThatStaysUnknown() {
        EcrRepository object = object("Failed:PRINCIPAL_NOT_FOUND for three minutes");
        Outcome<DesiredRepository, ViewedRepository, RepositoryChange> outcome =
                RepositoryOutcomes.failed(Kind.PRINCIPAL_NOT_FOUND);
        object.setStatus(RepositoryWorld.status(object, outcome, clock));
        clock.pass(Duration.ofMinutes(3));
        object.setStatus(RepositoryWorld.status(object, outcome, clock));
        objects.add(object);
    }

    private void deleting(Outcome<DesiredRepository, ViewedRepository, RepositoryChange> outcome) {
        EcrRepository object = object("Deleting");
        object.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        object.setStatus(RepositoryWorld.status(object, outcome, clock));
        objects.add(object);
    }

    private static Observed<DesiredRepository, ViewedRepository, RepositoryChange> unsettled(Reason reason) {
        Observed<DesiredRepository, ViewedRepository, RepositoryChange> equal =
                (Observed<DesiredRepository, ViewedRepository, RepositoryChange>) RepositoryOutcomes.named("InSync");
        Remarks.Pending pending =
                new Remarks.Pending(reason, "It is so. " + reason.remedy(), true, reason == Reason.CONFLICT);
        Remarks remarks = new Remarks(List.of(), List.of(pending), Optional.empty(), false);
        return new Observed<>(
                new Resolved<>(equal.desired(), remarks),
                equal.found(),
                equal.plan(),
                equal.earlier(),
                equal.applied(),
                equal.observeOnly());
    }

    private static EcrRepository object(String name) {
        EcrRepository object = new EcrRepository();
        object.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("team")
                .withGeneration(2L)
                .build());
        return object;
    }
}
