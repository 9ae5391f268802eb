package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.attachment.Attachment;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.repository.RepositoryOutcome.Deleting;
import io.ecroperator.repository.RepositoryOutcome.Observed;
import io.ecroperator.repository.RepositoryOutcome.Refused;
import io.ecroperator.repository.RepositoryOutcome.Unobserved;
import io.ecroperator.repository.RepositoryOutcome.Unresolved;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** EcrRepositories with the status that each outcome of a pass gives to a new one, and to one that was Ready. */
public final class RepositoryStatusRecords {

    private static final String NAMES = "Paused Waiting InSync NotOwnedObserve NotOwnedObserveEqual PlanPending"
            + " ForeignConfigMap Doubtful:refused Doubtful:overdue";

    private final VirtualClock clock = new VirtualClock();
    private final RepositoryStatusFactory statuses = new RepositoryStatusFactory(clock);
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
                .forEach(reason -> records.add("Refused", new Refused(reason, "It is so. " + reason.remedy())));
        Stream.of(Reason.REGISTRY_NOT_FOUND, Reason.NOT_PERMITTED, Reason.REGISTRY_MISMATCH)
                .forEach(reason -> records.add("Registry", new Unresolved(reason, "It is so. " + reason.remedy())));
        Stream.of(
                        Reason.NOT_OWNED,
                        Reason.OWNED_BY_ANOTHER,
                        Reason.NOT_PERMITTED,
                        Reason.CLUSTER_NAME_TAKEN,
                        Reason.REPOSITORY_MISSING,
                        Reason.ENCRYPTION_MISMATCH)
                .forEach(reason -> records.add("Plan", RepositoryOutcomes.refused(reason, true, false)));
        records.add("Unsettled", unsettled(Reason.LIFECYCLE_POLICY_NOT_FOUND));
        records.add("Unsettled", unsettled(Reason.CONFLICT));
        Observed equal = (Observed) RepositoryOutcomes.named("InSync");
        records.add("Output", equal.withOutputProblem(Optional.of(OutputProblem.notServed("x"))));
        records.add("Unconfirmed", new Unobserved(RepositoryDoubts.existence("api")));
        records.principalThatStaysUnknown();
        records.deleting(RepositoryOutcomes.named("Blocked"));
        records.deleting(RepositoryOutcomes.named("DeletionTrouble"));
        records.deleting(new Deleting(Reason.DELETION_FAILED, "It failed.", Optional.empty(), false));
        return records.objects;
    }

    private void add(String name, RepositoryOutcome outcome) {
        EcrRepository fresh = object(name);
        fresh.setStatus(statuses.status(fresh, outcome));
        objects.add(fresh);
        EcrRepository ready = object(name + " after Ready");
        ready.setStatus(statuses.status(ready, RepositoryOutcomes.named("InSync")));
        ready.setStatus(statuses.status(ready, outcome));
        objects.add(ready);
    }

    private void principalThatStaysUnknown() {
        EcrRepository object = object("Failed:PRINCIPAL_NOT_FOUND for three minutes");
        RepositoryOutcome outcome = RepositoryOutcomes.failed(Kind.PRINCIPAL_NOT_FOUND);
        object.setStatus(statuses.status(object, outcome));
        clock.pass(Duration.ofMinutes(3));
        object.setStatus(statuses.status(object, outcome));
        objects.add(object);
    }

    private void deleting(RepositoryOutcome outcome) {
        EcrRepository object = object("Deleting");
        object.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        object.setStatus(statuses.status(object, outcome));
        objects.add(object);
    }

    private static Observed unsettled(Reason reason) {
        Observed equal = (Observed) RepositoryOutcomes.named("InSync");
        DesiredRepository desired = new RepositoryWorld()
                .desired(new Attachment.Unsettled(
                        reason, "It is so. " + reason.remedy(), new TreeSet<>(List.of("shared")), true));
        return new Observed(
                desired,
                equal.seen(),
                equal.doubts(),
                equal.plan(),
                equal.earlier(),
                equal.applied(),
                equal.failed(),
                equal.observeOnly(),
                equal.outputProblem());
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
