package io.ecroperator.publicrepository;

import static io.ecroperator.publicrepository.PublicRepositories.NOTHING;
import static io.ecroperator.publicrepository.PublicRepositories.OWNED;
import static io.ecroperator.publicrepository.PublicRepositories.resolved;
import static io.ecroperator.publicrepository.PublicRepositories.seen;

import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.managed.Applied;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.managed.StatusFactory;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** EcrPublicRepositories with the status that each outcome gives to a new one. */
public final class PublicRepositoryStatusRecords {

    private static final VirtualClock CLOCK = new VirtualClock();

    private PublicRepositoryStatusRecords() {}

    /** The objects; their names say the outcome. */
    public static List<HasMetadata> all() {
        return List.of(
                after("Kept", planned("{}", seen(), OWNED, false)),
                after("NotOwned", planned("{}", seen(Map.of(), Optional.empty()), NOTHING, false)),
                after("Watched", planned("{tags: {team: b}}", seen(), OWNED, true)),
                after("LogoUnmentioned", planned("{catalogData: {description: other}}", seen(), OWNED, false)),
                after(
                        "LogoUnavailable",
                        planned(
                                "{catalogData: {logoImageFrom: {configMapKeyRef: {name: gallery, key: logo.png}}}}",
                                seen(),
                                OWNED,
                                false)),
                after("Duplicate", new Outcome.Refused<>(Reason.DUPLICATE, "It is so. " + Reason.DUPLICATE.remedy())),
                after(
                        "DeletionBlocked",
                        new Outcome.Deleting<>(
                                Reason.DELETION_BLOCKED,
                                "It is so. " + Reason.DELETION_BLOCKED.remedy(),
                                Optional.empty(),
                                false)));
    }

    static Observed<DesiredPublicRepository, ObservedPublicRepository, PublicRepositoryChange> planned(
            String spec, ObservedPublicRepository seen, RecordedPublicRepository recorded, boolean observeOnly) {
        Resolved<DesiredPublicRepository> wanted = resolved(spec);
        Plan<PublicRepositoryChange> plan = PublicRepositoryPlanner.plan(wanted.desired(), seen, recorded);
        List<PublicRepositoryChange> made = observeOnly ? List.of() : plan.permitted();
        return new Observed<>(
                wanted, Seen.of(seen, Look.KNOWN), plan, List.of(), new Applied<>(made, List.of()), observeOnly);
    }

    static EcrPublicRepository after(
            String name, Outcome<DesiredPublicRepository, ObservedPublicRepository, PublicRepositoryChange> outcome) {
        return after(PublicRepositories.object(name, "{}"), outcome);
    }

    /** The object with the status after one more pass. */
    static EcrPublicRepository after(
            EcrPublicRepository object,
            Outcome<DesiredPublicRepository, ObservedPublicRepository, PublicRepositoryChange> outcome) {
        object.setStatus(PublicRepositoryStatusFactory.status(
                object, new StatusFactory<>(EcrPublicRepositoryKind.FACTS, CLOCK).common(object, outcome), outcome));
        return object;
    }
}
