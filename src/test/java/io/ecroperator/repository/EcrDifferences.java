package io.ecroperator.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.support.InMemoryEcr.Held;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where ECR differs from a spec as the user wrote it. Knows the specs of {@link RepositorySteps} only, and uses nothing of the
 * operator's: neither its planner nor its forms of a policy.
 */
final class EcrDifferences {

    /** The parts of a repository, by how soon a change of them can be seen. */
    enum Part {
        EXISTENCE,
        SETTINGS,
        TAGS,
        LIFECYCLE_POLICY,
        REPOSITORY_POLICY
    }

    private static final String OWNER = "prod/team/api";
    private static final ObjectMapper JSON = new ObjectMapper();

    private EcrDifferences() {}

    /** The parts in which the two differ. */
    static Set<Part> between(JsonNode spec, Optional<Held> ecr) {
        if (ecr.isEmpty()) {
            return EnumSet.of(Part.EXISTENCE);
        }
        Held held = ecr.get();
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (!settings(spec, held)) {
            parts.add(Part.SETTINGS);
        }
        if (!tags(spec, held)) {
            parts.add(Part.TAGS);
        }
        if (!lifecyclePolicy(spec.path("lifecyclePolicy").path("rules"), held.lifecyclePolicy())) {
            parts.add(Part.LIFECYCLE_POLICY);
        }
        if (!repositoryPolicy(spec.path("repositoryPolicy").path("statements"), held.repositoryPolicy())) {
            parts.add(Part.REPOSITORY_POLICY);
        }
        return parts;
    }

    /** Whether the spec says anything of the part. */
    static boolean manages(JsonNode spec, Part part) {
        return switch (part) {
            case EXISTENCE, TAGS -> true;
            case SETTINGS -> spec.has("imageTagMutability") && spec.has("imageScanningConfiguration");
            case LIFECYCLE_POLICY -> spec.has("lifecyclePolicy");
            case REPOSITORY_POLICY -> spec.has("repositoryPolicy");
        };
    }

    private static boolean settings(JsonNode spec, Held held) {
        JsonNode mutability = spec.path("imageTagMutability");
        JsonNode scanning = spec.path("imageScanningConfiguration");
        boolean sameMutability = mutability.isMissingNode()
                || (mutability.asText().equals(held.repository().tagMutability().imageTagMutability())
                        && held.repository().tagMutability().exclusionFilters().isEmpty());
        boolean sameScanning = scanning.isMissingNode()
                || scanning.path("scanOnPush").asBoolean(false)
                        == held.repository().scanOnPush();
        return sameMutability && sameScanning;
    }

    private static boolean tags(JsonNode spec, Held held) {
        return OWNER.equals(held.tags().get("ecr-operator.io/owner"))
                && spec.path("tags").properties().stream()
                        .allMatch(tag ->
                                tag.getValue().asText().equals(held.tags().get(tag.getKey())));
    }

    private static boolean lifecyclePolicy(JsonNode wanted, Optional<String> text) {
        if (wanted.isMissingNode() || wanted.isEmpty()) {
            return wanted.isMissingNode() || text.isEmpty();
        }
        JsonNode rules = read(text).path("rules");
        return rules.size() == wanted.size() && rules.path(0).equals(wanted.path(0));
    }

    private static boolean repositoryPolicy(JsonNode wanted, Optional<String> text) {
        if (wanted.isMissingNode() || wanted.isEmpty()) {
            return wanted.isMissingNode() || text.isEmpty();
        }
        JsonNode statements = read(text).path("Statement");
        JsonNode found = statements.path(0);
        return statements.size() == wanted.size()
                && found.path("Sid").equals(wanted.path(0).path("sid"))
                && found.path("Effect").equals(wanted.path(0).path("effect"))
                && found.path("Principal").toString().contains("111122223333")
                && found.path("Action").toString().contains("ecr:BatchGetImage");
    }

    private static JsonNode read(Optional<String> text) {
        try {
            return JSON.readTree(text.orElse("{}"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("ECR would not hold this: " + text, e);
        }
    }
}
