package io.ecroperator.registryconfig;

import io.ecroperator.aws.RegistryId;
import io.ecroperator.registryconfig.ConfigurationOutcome.Looked;
import io.ecroperator.registryconfig.backfill.BackfillOutcome;
import io.ecroperator.registryconfig.backfill.Backfills;
import io.ecroperator.registryconfig.merge.Section;
import java.util.stream.Stream;

/** What would be done for an object that is only observed, in words. */
final class ConfigurationPlan {

    private ConfigurationPlan() {}

    /** One line for each section, and for each backfill that would start. */
    static Stream<String> of(Looked looked) {
        Stream<String> sections = looked.settled().results().stream().flatMap(result -> result.plan().stream());
        return looked.observes()
                ? Stream.concat(sections, backfills(looked.settled().backfill()))
                : sections;
    }

    private static Stream<String> backfills(BackfillOutcome outcome) {
        return outcome.consented().stream()
                .filter(to -> outcome.backfills().stream()
                        .noneMatch(each -> Backfills.destination(each).equals(to)))
                .map((RegistryId to) -> Section.REPLICATION.field() + ": starts a backfill to " + to.inWords());
    }
}
