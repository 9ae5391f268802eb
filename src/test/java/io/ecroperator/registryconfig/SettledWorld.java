package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationStatus;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.registryconfig.ConfigurationOutcome.Looked;
import io.ecroperator.registryconfig.Fragment.Mode;
import io.ecroperator.registryconfig.Fragment.Stance;
import io.ecroperator.registryconfig.RegistrySettlement.Look;
import io.ecroperator.registryconfig.merge.Section;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Notice;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Objects of one registry in memory, and what their reconciles make of them, without an API server. */
final class SettledWorld {

    static final Duration PERIOD = Duration.ofHours(1);

    final InMemorySettings ecr;
    final InMemoryBackfills backfills;
    final InMemoryPublicRegistry publicRegistry = new InMemoryPublicRegistry();
    final VirtualClock clock;
    private final RegistrySettlement settlement;
    private final ConfigurationStatusFactory statuses;
    private final List<EcrRegistryConfiguration> objects;
    private final Map<String, RegistryId> registries = new HashMap<>();
    private final List<String> recorded = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, Mode> modes = new HashMap<>();
    private Mode mode = Mode.MERGE;
    private boolean wakes;
    private boolean recordsAreLost;

    SettledWorld() {
        this(new InMemorySettings(), new InMemoryBackfills(), new VirtualClock(), new ArrayList<>());
    }

    private SettledWorld(
            InMemorySettings ecr,
            InMemoryBackfills backfills,
            VirtualClock clock,
            List<EcrRegistryConfiguration> objects) {
        this.ecr = ecr;
        this.backfills = backfills;
        this.clock = clock;
        this.settlement = new RegistrySettlement(clock);
        this.statuses = new ConfigurationStatusFactory(clock);
        this.objects = objects;
    }

    /** Has what is listed before a write come to nothing. */
    void loseRecords(boolean lose) {
        recordsAreLost = lose;
    }

    /** Has the EcrRegistry say so. */
    void exclusive(boolean exclusive) {
        mode = exclusive ? Mode.EXCLUSIVE : Mode.MERGE;
    }

    /** What the EcrRegistry says comes to that for objects of a namespace. */
    void mode(String namespace, Mode comesTo) {
        modes.put(namespace, comesTo);
    }

    /** The same registry and objects, before a process that knows nothing yet. */
    SettledWorld restarted() {
        return new SettledWorld(ecr, backfills, clock, objects);
    }

    EcrRegistryConfiguration add(String namespace, String name, String spec) {
        EcrRegistryConfiguration object = ConfigurationObjects.object(namespace, name, spec);
        objects.add(object);
        return object;
    }

    /** One that leads elsewhere; it is reconciled there by the writer of this registry. */
    EcrRegistryConfiguration addTo(RegistryId registry, String namespace, String name, String spec) {
        EcrRegistryConfiguration object = add(namespace, name, spec);
        registries.put(object.getMetadata().getUid(), registry);
        return object;
    }

    void remove(EcrRegistryConfiguration object) {
        objects.remove(object);
    }

    /** Whether the last reconcile has the others look too. */
    boolean wakes() {
        return wakes;
    }

    /** One reconcile. */
    Settled reconcile(EcrRegistryConfiguration object) {
        return reconcile(object, false);
    }

    /** One reconcile that reads afresh. */
    Settled reconcile(EcrRegistryConfiguration object, boolean afresh) {
        Settled settled = settlement
                .settle(new Look(
                        fragment(object),
                        () -> objects.stream()
                                .filter(each -> !each.getMetadata()
                                        .getUid()
                                        .equals(object.getMetadata().getUid()))
                                .filter(each -> registry(each)
                                        .accountId()
                                        .equals(registry(object).accountId()))
                                .map(this::fragment)
                                .toList(),
                        new SettingsDoor(ecr, publicRegistry.door(), true),
                        backfills,
                        PERIOD,
                        afresh,
                        new StatusRecorder(ConfigurationObjects.REGISTRY, (each, status) -> {
                            recorded.addAll(newKeys(each.getStatus(), status));
                            if (!recordsAreLost) {
                                each.setStatus(status);
                            }
                            return each;
                        })))
                .orElseThrow();
        var outcome = new Looked(Optional.empty(), ConfigurationObjects.REGISTRY, observes(object), settled);
        var before = object.getStatus();
        object.setStatus(statuses.status(object, outcome));
        wakes = ConfigurationEventSources.concernsOthers(before, outcome, object.getStatus());
        notices.addAll(ConfigurationNotices.of(before, outcome, object.getStatus()));
        return settled;
    }

    private static Set<String> newKeys(EcrRegistryConfigurationStatus before, EcrRegistryConfigurationStatus after) {
        Set<String> keys = new TreeSet<>();
        for (Section section : Section.values()) {
            Set<String> now = Records.of(after, section);
            if (!now.equals(Records.of(before, section))) {
                keys.addAll(now);
            }
        }
        return keys;
    }

    private static boolean observes(EcrRegistryConfiguration object) {
        return object.getSpec() != null
                && object.getSpec().managementPolicy() != null
                && object.getSpec().managementPolicy().name().equals("OBSERVE");
    }

    private RegistryId registry(EcrRegistryConfiguration object) {
        return registries.getOrDefault(object.getMetadata().getUid(), ConfigurationObjects.REGISTRY);
    }

    private Fragment fragment(EcrRegistryConfiguration object) {
        Stance stance = object.getSpec() == null || observes(object)
                ? Stance.KEEPS
                : object.isMarkedForDeletion() ? Stance.LEAVES : Stance.WRITES;
        return new Fragment(
                object,
                stance,
                Optional.of(registry(object)),
                modes.getOrDefault(object.getMetadata().getNamespace(), mode));
    }

    /** What was listed in statuses before something was written, since this was asked last. */
    List<String> recorded() {
        List<String> keys = List.copyOf(recorded);
        recorded.clear();
        return keys;
    }

    /** The Events since this was asked last. */
    List<String> events() {
        List<String> told = notices.stream()
                .map(notice -> (notice.warning() ? "Warning " : "Normal ") + notice.reason() + ": " + notice.message())
                .toList();
        notices.clear();
        return told;
    }

    static String condition(EcrRegistryConfiguration object, ConditionType type) {
        return Conditions.find(object.getStatus().conditions(), type)
                .map((Condition condition) ->
                        condition.getStatus() + " " + condition.getReason() + ": " + condition.getMessage())
                .orElse("");
    }

    static String ready(EcrRegistryConfiguration object) {
        return condition(object, ConditionType.READY);
    }
}
