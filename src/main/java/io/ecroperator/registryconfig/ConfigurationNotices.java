package io.ecroperator.registryconfig;

import static java.util.stream.Collectors.joining;

import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationStatus;
import io.ecroperator.registryconfig.ConfigurationOutcome.Deleting;
import io.ecroperator.registryconfig.ConfigurationOutcome.Looked;
import io.ecroperator.registryconfig.Written.What;
import io.ecroperator.registryconfig.backfill.DestinationReadiness;
import io.ecroperator.status.Notice;
import io.ecroperator.status.Reason;
import io.ecroperator.status.Worsening;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which Events a pass gives rise to: what was written, by the names of the entries, and every turn for the worse. Pure. */
final class ConfigurationNotices {

    private ConfigurationNotices() {}

    /** The Events for a pass that led from one status, which may be null, to another. */
    static List<Notice> of(
            EcrRegistryConfigurationStatus before, ConfigurationOutcome outcome, EcrRegistryConfigurationStatus after) {
        List<Notice> notices = new ArrayList<>();
        List<Written> repaired = written(outcome, What.REPAIRED).toList();
        List<Written> updated = written(outcome, What.UPDATED).toList();
        List<Written> evicted = written(outcome, What.EVICTED).toList();
        if (!repaired.isEmpty()) {
            notices.add(Notice.warning(
                    Reason.DRIFT_REPAIRED,
                    "The registry had been changed outside Kubernetes; set it back: " + text(repaired)));
        }
        if (!updated.isEmpty()) {
            notices.add(Notice.normal(Reason.UPDATED, "Updated the registry: " + text(updated)));
        }
        if (!evicted.isEmpty()) {
            notices.add(Notice.warning(
                    Reason.ENTRIES_REMOVED,
                    "The registry is Exclusive; removed what no object says: " + text(evicted)));
        }
        notices.addAll(DestinationReadiness.notices(before == null ? null : before.backfills(), after.backfills()));
        notices.addAll(Worsening.notices(before == null ? null : before.conditions(), after.conditions()));
        return notices;
    }

    /** The sections in which something else had changed what was set back. */
    static List<String> driftedSections(ConfigurationOutcome outcome) {
        return written(outcome, What.REPAIRED)
                .map(each -> each.section().field())
                .distinct()
                .toList();
    }

    private static Stream<Written> written(ConfigurationOutcome outcome, What what) {
        return written(outcome).filter(each -> each.what() == what);
    }

    private static Stream<Written> written(ConfigurationOutcome outcome) {
        return switch (outcome) {
            case Looked looked -> looked.settled().written().stream();
            case Deleting deleting -> deleting.looked().stream().flatMap(looked -> looked.settled().written().stream());
            default -> Stream.empty();
        };
    }

    private static String text(List<Written> written) {
        return written.stream()
                .map(each -> each.section().field() + " " + each.entries())
                .collect(joining("; "));
    }
}
