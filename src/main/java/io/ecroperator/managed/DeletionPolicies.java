package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.api.v1alpha1.RecordedStatus;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;
import java.util.function.Function;

/** Says whether the thing of a deleted object may be deleted at all. Without written consent it stays. */
public final class DeletionPolicies<R extends CustomResource<? extends ManagedSpec, S>, S extends ManagedStatus> {

    private final KindFacts<R, S> facts;

    /** For objects of one kind. */
    public DeletionPolicies(KindFacts<R, S> facts) {
        this.facts = facts;
    }

    /** A deletion that waits because the user asked for rest. */
    public static Deletion.Held paused() {
        return Deletion.Held.until(
                Reason.PAUSED, "Deletion waits. " + Reason.PAUSED.meaning() + " " + Reason.PAUSED.remedy());
    }

    /**
     * Has the thing deleted as far as the object's policies let it.
     *
     * @param claimedByAnother whether an older object declares it too
     * @param step deletes it if it is this object's own
     */
    public Deletion delete(
            R object,
            RegistryReference reference,
            boolean claimedByAnother,
            Function<RegistryReference.Resolved, Deletion> step) {
        Optional<String> stays = stays(object, claimedByAnother);
        if (stays.isPresent()) {
            return new Deletion.Released(
                    Reason.RETAINED, facts.ofAtStart(object) + " stays in ECR: " + stays.get() + ".");
        }
        return switch (reference) {
            case RegistryReference.Refused(var reason, var message) ->
                mayExist(object) ? unreachable(object, reason, message) : untouched(object, message);
            case RegistryReference.Resolved registry -> step.apply(registry);
        };
    }

    /** Why the thing is left alone. */
    private Optional<String> stays(R object, boolean claimedByAnother) {
        if (object.getSpec() == null) {
            return Optional.of("the spec cannot be read, so nothing says that it may be deleted");
        }
        if (claimedByAnother) {
            return Optional.of("it belongs to an older " + facts.kind());
        }
        if (object.getSpec().managementPolicy() == ManagementPolicy.OBSERVE) {
            return Optional.of("managementPolicy is Observe");
        }
        return object.getSpec().retained() ? Optional.of("deletionPolicy is Retain") : Optional.empty();
    }

    private boolean mayExist(R object) {
        boolean asked = object.getStatus() instanceof RecordedStatus recorded && recorded.creationAskedAt() != null;
        return asked || CreationMark.isOn(object) || facts.owns().test(object.getStatus());
    }

    private Deletion untouched(R object, String why) {
        return new Deletion.Released(
                Reason.RETAINED,
                "Nothing says that this object has ever created or taken over " + facts.of(object)
                        + ", so nothing was looked for: " + why);
    }

    /** Without its registry nobody knows whether the thing is this object's, or there. */
    private Deletion unreachable(R object, Reason reason, String why) {
        return Deletion.Held.until(
                reason,
                facts.ofAtStart(object) + " was not deleted: " + why
                        + " Or set deletionPolicy: Retain to let this object go and keep the " + facts.thing() + ".");
    }
}
