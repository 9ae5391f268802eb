package io.ecroperator.managed.recorded;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.RecordedStatus;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.RegistryItem;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Deletion;
import io.ecroperator.managed.KindFacts;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What happens in ECR when an object is deleted: the thing goes if it is the very one that the status records, or what came of the
 * creation that the status says ECR has not answered.
 *
 * @param isAsAsked whether a thing is what the object asks for, as right after its creation
 * @param afterwards what stays when it is gone: {@code the repositories that it filled stay}
 */
public record RecordedDeletion<
        R extends CustomResource<? extends ManagedSpec, S>, S extends RecordedStatus, T extends RegistryItem>(
        KindFacts<R, S> facts, RecordedCalls<T> calls, BiPredicate<R, T> isAsAsked, String afterwards) {

    /** Deletes the thing if it is this object's, which is judged on a fresh read. */
    public Deletion delete(EcrConnection aws, R object) {
        String name = facts.ofAtStart(object);
        try {
            return deleteIfOurs(aws, object, name);
        } catch (AwsException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return new Deletion.Released(Reason.DELETED, name + " had already been deleted from ECR.");
            }
            FailureReport report = FailureReport.of(e.failure());
            return Deletion.Held.after(
                    report, name + " could not be deleted: " + report.message() + " Or " + retaining());
        }
    }

    private Deletion deleteIfOurs(EcrConnection aws, R object, String name) {
        String nameInAws = facts.nameInAws().apply(object);
        Recorded recorded = Recorded.in(object.getStatus());
        Optional<T> found = calls.describe().apply(aws, nameInAws);
        if (found.isEmpty()) {
            return missing(name, recorded.registry().flatMap(any -> recorded.elsewhereThan(aws.id())));
        }
        Sighting<T> seen = Sighting.of(aws, Reading.of(found), recorded.askedAt());
        boolean created = seen.mayBeWhatWasAskedFor() && isAsAsked.test(object, found.get());
        if (!recorded.is(seen) && !created) {
            return new Deletion.Released(
                    Reason.RETAINED,
                    name + " stays in ECR: it is not the one that this object has created or taken over.");
        }
        calls.delete().accept(aws, nameInAws);
        return new Deletion.Released(Reason.DELETED, name + " was deleted; " + afterwards + ".");
    }

    private Deletion missing(String name, Optional<RegistryId> elsewhere) {
        return elsewhere
                .<Deletion>map(other -> Deletion.Held.until(
                        Reason.DELETION_FAILED,
                        name + " was not deleted: the status names " + other.inWords()
                                + ". Give the operator that account and region again, or " + retaining()))
                .orElseGet(() -> new Deletion.Released(Reason.DELETED, name + " does not exist in ECR."));
    }

    private String retaining() {
        return "set deletionPolicy: Retain to let this object go and keep the " + facts.thing() + ".";
    }
}
