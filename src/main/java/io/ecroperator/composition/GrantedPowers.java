package io.ecroperator.composition;

import io.ecroperator.access.Power;
import io.ecroperator.access.Powers;
import io.ecroperator.runtime.OperatorConfig;
import java.util.List;
import java.util.Map;

/** The powers that the configuration grants in the operator's own registry. */
final class GrantedPowers {

    private GrantedPowers() {}

    static Powers of(OperatorConfig.Powers granted) {
        return new Powers(Map.of(
                Power.ADOPTION_POLICY_ALWAYS, granted.adoptionPolicyAlways().orElse(List.of()),
                Power.REPOSITORY_NAME_PATTERNS, granted.repositoryNamePatterns().orElse(List.of()),
                Power.ON_EXISTING_REPLACE, granted.onExistingReplace().orElse(List.of()),
                Power.DELETE_REPLICATION, granted.deleteReplication().orElse(List.of()),
                Power.REPLICATION_BACKFILL, granted.replicationBackfill().orElse(List.of())));
    }
}
