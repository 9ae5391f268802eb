package io.ecroperator.sharedpolicy;

import static io.ecroperator.status.ConditionType.READY;
import static io.ecroperator.status.ConditionType.STALLED;

import io.ecroperator.api.v1alpha1.OnDelete;
import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicySpec;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.attachment.Attachments;
import io.ecroperator.attachment.DeclaredRepositories;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.cache.FixedObjects;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.planning.Effect;
import io.ecroperator.planning.Finding;
import io.ecroperator.planning.Forecast;
import io.ecroperator.planning.Forecasts;
import io.ecroperator.planning.PlannedObjects;
import io.ecroperator.planning.Step;
import io.ecroperator.planning.Step.Expiry;
import io.ecroperator.reference.Registries;
import io.ecroperator.reference.RegistryReference;
import io.ecroperator.reference.RegistryUse;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import io.ecroperator.undeclared.PolicyChange;
import io.ecroperator.undeclared.PolicyDoor;
import io.ecroperator.undeclared.UndeclaredPass;
import io.ecroperator.undeclared.UndeclaredReach;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Foretells what one kind of shared policy would do to repositories that no EcrRepository declares. Those that one declares are
 * its own to tell of.
 */
public final class SharedPolicyForecasts<
                P extends CustomResource<? extends SharedPolicySpec, SharedPolicyStatus> & SharedPolicy>
        implements Forecasts<P> {

    private static final List<String> FIELDS = List.of("repositoryNamePatterns");

    private final Class<P> type;
    private final PolicyKind kind;
    private final PolicyDoor door;
    private final Registries registries;
    private final DeclaredRepositories declared;
    private final FixedObjects<P> policies;
    private final UndeclaredPass pass;
    private final SharedPolicyStatusFactory statuses;

    /** For one kind. */
    public SharedPolicyForecasts(
            Class<P> type,
            PolicyKind kind,
            PolicyDoor door,
            Registries registries,
            DeclaredRepositories declared,
            Cluster cluster,
            PlannedObjects planned) {
        this.type = type;
        this.kind = kind;
        this.door = door;
        this.registries = registries;
        this.declared = declared;
        this.policies = planned.of(type);
        this.pass = new UndeclaredPass(door, cluster, Clock.systemUTC());
        this.statuses = new SharedPolicyStatusFactory(kind, Clock.systemUTC());
    }

    @Override
    public Class<P> type() {
        return type;
    }

    @Override
    public Optional<Forecast> of(P object) {
        String namespace = object.getMetadata().getNamespace();
        RegistryReference registry =
                registries.resolve(RegistryUse.of(kind.registryKind(), namespace, object.registryRef()));
        SharedPolicyReach reach = SharedPolicyReach.of(
                kind,
                object,
                declared.in(namespace),
                policies.list(namespace, any -> true).toList());
        if (object.isMarkedForDeletion() && Attachments.onDelete(object) == OnDelete.LEAVE) {
            return Optional.of(new Forecast(thing(), registry.inWords(), List.of(), List.of(leaving(reach))));
        }
        List<Step> steps = new ArrayList<>();
        UndeclaredReach undeclared = pass.foretell(
                object,
                registry,
                policies.list(other -> registries.maybeSame(object.registryRef(), other.registryRef()))
                        .toList(),
                name -> declared.isDeclared(
                        name, repository -> registries.maybeSame(object.registryRef(), repository.registryRef())),
                (name, changes) -> changes.forEach(change -> steps.add(step(name, change, registry))));
        boolean listing =
                undeclared.meant() && !undeclared.seen() && undeclared.failure().isEmpty() && !undeclared.isWithheld();
        if (listing) {
            return Optional.empty();
        }
        return Optional.of(new Forecast(thing(), registry.inWords(), steps, findings(object, reach, undeclared)));
    }

    private String thing() {
        return kind.noun() + " of repositories that no EcrRepository declares";
    }

    private Finding leaving(SharedPolicyReach reach) {
        return Finding.note(
                Reason.RETAINED,
                "onDelete is Leave: the " + kind.noun() + " stays on the repositories that have it"
                        + (reach.holding().isEmpty()
                                ? "."
                                : ", those of " + Noun.ECR_REPOSITORY.named(reach.holding()) + " too."));
    }

    /** The repositories that EcrRepositories declare lose it by their own reconcilers. */
    private Optional<Finding> detaching(SharedPolicyReach reach) {
        return reach.holding().isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.note(
                        Reason.DETACHING,
                        "onDelete is Remove: " + Noun.ECR_REPOSITORY.named(reach.holding()) + " no longer "
                                + (reach.holding().size() == 1 ? "gets" : "get") + " the " + kind.noun()
                                + " from it, which their own entries show."));
    }

    private Step step(String name, PolicyChange change, RegistryReference registry) {
        boolean marks = change instanceof PolicyChange.TagResource || change instanceof PolicyChange.UntagResource;
        Optional<Expiry> expiry = kind == PolicyKind.LIFECYCLE
                        && change instanceof PolicyChange.PutPolicy put
                        && registry instanceof RegistryReference.Resolved resolved
                ? Optional.of(new Expiry(resolved.connection(), name, put.text()))
                : Optional.empty();
        return new Step(
                marks ? Effect.MARK : Effect.CHANGE, FIELDS, name + ": " + change.inWords(door), List.of(), expiry);
    }

    /** What only an edit can mend is in the conditions, in the words in which the operator says it. */
    private List<Finding> findings(P object, SharedPolicyReach reach, UndeclaredReach undeclared) {
        List<Finding> findings = new ArrayList<>();
        undeclared.failure().map(Finding::unknown).ifPresent(findings::add);
        if (object.isMarkedForDeletion()) {
            detaching(reach).ifPresent(findings::add);
            return findings;
        }
        List<Condition> conditions = statuses.status(object, reach, undeclared).conditions();
        if (Conditions.find(conditions, STALLED).isPresent()) {
            Conditions.find(conditions, READY).ifPresent(ready -> findings.add(Finding.of(ready)));
        }
        if (!undeclared.kept().isEmpty()) {
            findings.add(Finding.note(
                    Reason.NOT_OWNED,
                    "The " + kind.noun() + " that somebody else has set stays on "
                            + Noun.REPOSITORY.named(undeclared.kept()) + " (spec.onExisting)."));
        }
        return findings;
    }
}
