package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.registryconfig.ConfigurationOutcome.Looked;
import io.ecroperator.registryconfig.Fragment.Stance;
import io.ecroperator.registryconfig.RegistrySettlement.Look;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Notice;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Objects of one registry in memory, and what their reconciles make of them, without an API server. */
final class SettledWorld {

    static final Duration PERIOD = Duration.ofHours(1);

    final InMemorySettings ecr = new InMemorySettings();
    final VirtualClock clock = new VirtualClock();
    private final RegistrySettlement settlement = new RegistrySettlement(clock);
    private final ConfigurationStatusFactory statuses = new ConfigurationStatusFactory(clock);
    private final List<EcrRegistryConfiguration> objects = new ArrayList<>();
    private final List<String> recorded = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private boolean wakes;

    EcrRegistryConfiguration add(String namespace, String name, String spec) {
        EcrRegistryConfiguration object = ConfigurationObjects.object(namespace, name, spec);
        objects.add(object);
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
                                .map(SettledWorld::fragment)
                                .toList(),
                        new SettingsDoor(ecr),
                        PERIOD,
                        afresh,
                        (fragment, section, keys) -> {
                            recorded.addAll(keys);
                            fragment.object()
                                    .setStatus(ConfigurationStatusFactory.recording(
                                            fragment.object().getStatus(),
                                            ConfigurationObjects.REGISTRY,
                                            section,
                                            keys));
                            return fragment;
                        }))
                .orElseThrow();
        var outcome = new Looked(Optional.empty(), ConfigurationObjects.REGISTRY, observes(object), settled);
        var before = object.getStatus();
        object.setStatus(statuses.status(object, outcome));
        wakes = ConfigurationEventSources.concernsOthers(before, outcome, object.getStatus());
        notices.addAll(ConfigurationNotices.of(before, outcome, object.getStatus()));
        return settled;
    }

    private static boolean observes(EcrRegistryConfiguration object) {
        return object.getSpec() != null
                && object.getSpec().managementPolicy() != null
                && object.getSpec().managementPolicy().name().equals("OBSERVE");
    }

    private static Fragment fragment(EcrRegistryConfiguration object) {
        Stance stance = object.getSpec() == null || observes(object)
                ? Stance.KEEPS
                : object.isMarkedForDeletion() ? Stance.LEAVES : Stance.WRITES;
        return new Fragment(object, stance, Optional.of(ConfigurationObjects.REGISTRY));
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
