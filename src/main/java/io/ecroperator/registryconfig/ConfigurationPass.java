package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationStatus;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.managed.RequestAnnotations;
import io.ecroperator.registryconfig.Admission.Admitted;
import io.ecroperator.registryconfig.ConfigurationOutcome.Looked;
import io.ecroperator.registryconfig.Fragment.Stance;
import io.ecroperator.registryconfig.RegistrySettlement.Look;
import io.ecroperator.registryconfig.backfill.BackfillOutcome;
import io.ecroperator.registryconfig.backfill.Backfills;
import io.ecroperator.registryconfig.backfill.Replicas;
import io.ecroperator.status.Notice;
import io.ecroperator.status.Reason;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One pass over one object: resolve, then let the one writer of its registry look. */
final class ConfigurationPass {

    private final Admission admission;
    private final InstantSource clock;
    private final Doors doors;
    private final Map<RegistryId, RegistrySettlement> settlements = new ConcurrentHashMap<>();

    ConfigurationPass(Admission admission, InstantSource clock, Doors doors) {
        this.admission = admission;
        this.clock = clock;
        this.doors = doors;
    }

    /**
     * How it ended; empty if somebody else is at the registry.
     *
     * @param all the objects that the operator sees, with this one
     * @param recorder writes a status and returns the object with it
     */
    Optional<ConfigurationOutcome> run(
            EcrRegistryConfiguration object,
            Supplier<List<EcrRegistryConfiguration>> all,
            BiFunction<EcrRegistryConfiguration, EcrRegistryConfigurationStatus, EcrRegistryConfiguration> recorder) {
        return switch (admission.admit(object)) {
            case Admitted.Paused paused -> Optional.of(new ConfigurationOutcome.Paused());
            case Admitted.Unknown unknown -> Optional.of(new ConfigurationOutcome.Unknown());
            case Admitted.Kept(var fragment, var reason, var message) ->
                Optional.of(new ConfigurationOutcome.Kept(reason, message));
            case Admitted.Let(var fragment, var registryName, var connection) -> {
                RegistryId id = fragment.registry().orElseThrow();
                Look look = new Look(
                        fragment,
                        () -> others(object, id, all.get()),
                        doors.settings(connection),
                        doors.backfills(connection),
                        connection.periods().deepRead(),
                        isRequested(object),
                        new StatusRecorder(id, recorder));
                yield settlements
                        .computeIfAbsent(id, any -> new RegistrySettlement(clock))
                        .settle(look)
                        .map(settled -> new Looked(registryName, id, observes(object), withReplicas(object, settled)));
            }
        };
    }

    private List<Fragment> others(EcrRegistryConfiguration object, RegistryId id, List<EcrRegistryConfiguration> all) {
        String uid = object.getMetadata().getUid();
        if (all.stream().noneMatch(each -> uid.equals(each.getMetadata().getUid()))) {
            throw new CacheIsGoneException();
        }
        return all.stream()
                .filter(each -> !uid.equals(each.getMetadata().getUid()))
                .map(each -> admission.admit(each).fragment())
                .flatMap(each -> in(id, object, each))
                .toList();
    }

    /** What another fragment has to do with a registry; one that is to lead there and is kept elsewhere owns nothing here yet. */
    private Stream<Fragment> in(RegistryId id, EcrRegistryConfiguration object, Fragment other) {
        Stream<Fragment> here = other.registry()
                        .map(registry -> registry.accountId().equals(id.accountId()))
                        .orElseGet(() -> admission.mayLeadTogether(object, other.object()))
                ? Stream.of(other)
                : Stream.empty();
        boolean isToCome = other.stance() == Stance.KEEPS
                && other.object().getSpec() != null
                && other.registry().filter(registry -> !registry.equals(id)).isPresent()
                && admission.mayLeadTogether(object, other.object());
        return isToCome ? Stream.concat(here, Stream.of(other.kept(id))) : here;
    }

    /** The notice that an object goes; that its entries stay is not the end of it where they are nobody's then. */
    Notice leaving(EcrRegistryConfiguration object, Notice notice) {
        return notice.reason().equals(Reason.RETAINED.label()) && admission.mayBeExclusive(object)
                ? Notice.warning(
                        Reason.RETAINED,
                        notice.message() + " But where registryConfiguration.mode is Exclusive, what no other object"
                                + " says is removed from sections that one speaks of.")
                : notice;
    }

    /** Whether replicas have their policies is looked at once all images are there; without a call. */
    private Settled withReplicas(EcrRegistryConfiguration object, Settled settled) {
        BackfillOutcome backfill = settled.backfill();
        if (backfill.consented().isEmpty() || !backfill.isWhole()) {
            return settled;
        }
        Replicas replicas = backfill.backfills().stream()
                .map(each -> Replicas.at(
                        admission.connectionTo(Backfills.destination(each)),
                        FragmentBackfills.replicatedTo(
                                Backfills.destination(each),
                                object.getSpec().replication().rules()),
                        each))
                .reduce(Replicas.none(), Replicas::and);
        return settled.with(backfill.with(replicas));
    }

    private static boolean observes(EcrRegistryConfiguration object) {
        return object.getSpec().managementPolicy() == ManagementPolicy.OBSERVE;
    }

    private static boolean isRequested(EcrRegistryConfiguration object) {
        Optional<String> handled =
                Optional.ofNullable(object.getStatus()).map(EcrRegistryConfigurationStatus::lastHandledReconcileAt);
        return RequestAnnotations.isRequested(object, handled);
    }

    /** The cache of the objects is empty, as it is while the process stops: who else there is is not known. */
    static final class CacheIsGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
