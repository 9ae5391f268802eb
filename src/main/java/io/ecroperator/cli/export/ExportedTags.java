package io.ecroperator.cli.export;

import io.ecroperator.ownership.Ownership;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tags that a spec may name: neither those of the operator nor those of AWS. */
final class ExportedTags {

    /** ECR takes 50, and two of them say whose a repository is. */
    private static final int MOST = 48;

    private ExportedTags() {}

    /** Sorted by key; null where there are none, or too many, which is added to the remarks. */
    static Map<String, String> of(Map<String, String> found, String field, List<String> remarks) {
        Map<String, String> tags = new TreeMap<>(found);
        tags.keySet().removeIf(ExportedTags::isReserved);
        if (tags.size() > MOST) {
            remarks.add(field + " is left out, and ECR keeps them: a spec names at most " + MOST
                    + ", since ECR takes 50 and"
                    + " two of them say whose a repository is. Remove some in ECR before this object is applied.");
            return null;
        }
        return Optional.of(tags).filter(some -> !some.isEmpty()).orElse(null);
    }

    static boolean isReserved(String key) {
        return Ownership.isOurs(key) || Ownership.isOfAws(key);
    }
}
