package io.ecroperator.registryconfig.merge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Principals whose pulls do not count.
 *
 * @param json their ARNs
 */
record PrincipalDocument(ArrayNode json) implements SettingsDocument {

    /** Service model, PullTimeUpdateExclusionList. */
    private static final int PRINCIPALS = 100;

    @Override
    public Set<String> keys() {
        Set<String> arns = new LinkedHashSet<>();
        json.forEach(arn -> arns.add(arn.asText()));
        return arns;
    }

    @Override
    public Presence presence(Entry entry) {
        return keys().contains(entry.key()) ? Presence.EQUAL : Presence.ABSENT;
    }

    @Override
    public PrincipalDocument with(Entry entry, Set<String> ours) {
        return presence(entry) == Presence.EQUAL
                ? this
                : new PrincipalDocument(json.deepCopy().add(entry.key()));
    }

    @Override
    public PrincipalDocument without(String key, Set<String> ours) {
        ArrayNode left = json.arrayNode();
        json.forEach(arn -> {
            if (!arn.asText().equals(key)) {
                left.add(arn);
            }
        });
        return new PrincipalDocument(left);
    }

    @Override
    public PrincipalDocument only(Set<String> keys) {
        ArrayNode left = json.arrayNode();
        keys().stream().filter(keys::contains).forEach(left::add);
        return new PrincipalDocument(left);
    }

    @Override
    public List<String> namesBeside(Set<String> keys) {
        return keys().stream().filter(arn -> !keys.contains(arn)).toList();
    }

    @Override
    public Optional<Refusal> violation() {
        return json.size() <= PRINCIPALS
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Refusal.Kind.QUOTA,
                        "the registry would have " + json.size() + " exclusions, and ECR takes " + PRINCIPALS));
    }
}
