package io.ecroperator.repository;

import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What has to happen in ECR. The same plan feeds the applier, Observe mode, Events and metrics.
 *
 * @param changes the calls, in order
 * @param refusal why the spec cannot be reached, or not without the user's consent
 */
public record RepositoryPlan(List<RepositoryChange> changes, Optional<Refusal> refusal) {

    /**
     * A plan that needs a person.
     *
     * @param blocksChanges whether the changes must not be made; false if they may go on beside it
     */
    public record Refusal(Reason reason, String message, boolean blocksChanges) {}

    /** Copies the changes. */
    public RepositoryPlan {
        changes = List.copyOf(changes);
    }

    /** A plan that nothing stands against. */
    static RepositoryPlan of(List<RepositoryChange> changes) {
        return new RepositoryPlan(changes, Optional.empty());
    }

    /** The changes that may be made. */
    List<RepositoryChange> permitted() {
        return refusal.filter(Refusal::blocksChanges).isPresent() ? List.of() : changes;
    }

    /** Why the object may not write to this repository at all. */
    Optional<Refusal> refusedOwnership() {
        return refusal.filter(refused -> switch (refused.reason()) {
            case NOT_OWNED, OWNED_BY_ANOTHER, NOT_PERMITTED, CLUSTER_NAME_TAKEN -> true;
            default -> false;
        });
    }

    /** Whether ECR differs from what the spec says; the ownership tags are ours and not the spec's. */
    boolean differs() {
        return changes.stream()
                .anyMatch(change -> !(change instanceof RepositoryChange.TagResource tag && tag.ownershipOnly()));
    }

    /** The fields of the spec that differ, each once. */
    List<String> differences() {
        return facets().stream()
                .filter(facet -> !Ownership.TAG_KEY.equals(facet))
                .toList();
    }

    /** What the changes are about, each once. */
    List<String> facets() {
        return changes.stream().map(RepositoryChange::facet).distinct().toList();
    }
}
