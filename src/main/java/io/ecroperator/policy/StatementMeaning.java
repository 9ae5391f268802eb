package io.ecroperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** One statement of an IAM resource policy by what it means, as {@link RepositoryPolicyDocument} compares whole ones. */
public final class StatementMeaning {

    /** The elements of a statement (IAM user guide, JSON policy elements). */
    private static final Set<String> ELEMENTS = Set.copyOf(List.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition"));

    private StatementMeaning() {}

    /** Equal for statements that mean the same; members that IAM does not have today are left out. */
    public static String of(ObjectNode statement) {
        ObjectNode known = statement.deepCopy();
        known.retain(ELEMENTS);
        JsonNode form = new RepositoryPolicyForm(Spelling.FOLDED).statement(known);
        return JsonTexts.write(form);
    }

    /** The statement with what {@code other} has beside the elements of IAM. */
    public static ObjectNode withUnknownMembers(ObjectNode statement, ObjectNode other) {
        ObjectNode merged = statement.deepCopy();
        other.properties().stream()
                .filter(member -> !ELEMENTS.contains(member.getKey()))
                .forEach(member -> merged.set(member.getKey(), member.getValue()));
        return merged;
    }
}
