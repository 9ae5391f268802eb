package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.iam.Wildcard;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whether image tags may be moved, with the exclusion filters that turn the rule round for matching tags.
 *
 * @param value MUTABLE, IMMUTABLE, MUTABLE_WITH_EXCLUSION or IMMUTABLE_WITH_EXCLUSION
 * @param filters wildcard filters, 1..5 with the two exclusion values and none otherwise
 */
record TagMutability(String value, List<String> filters) {
    static final TagMutability DEFAULT = new TagMutability("MUTABLE", List.of());

    private static final Set<String> VALUES =
            new TreeSet<>(Set.of("MUTABLE", "IMMUTABLE", "MUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION"));
    /** As the acceptance tests of terraform-provider-aws have it, which its authors ran against ECR. */
    private static final int MAX_WILDCARDS = 2;

    private static final String FILTERS = "imageTagMutabilityExclusionFilters";
    private static final String FILTER_REGEX = "^[0-9a-zA-Z._*-]{1,128}$";
    private static final Pattern FILTER = Pattern.compile(FILTER_REGEX);
    private static final int MAX_FILTERS = 5;
    private static final int MAX_FILTER_LENGTH = 128;

    TagMutability {
        filters = List.copyOf(filters);
    }

    /** {@return what a request asks for; empty if it names neither the value nor filters} */
    static Optional<TagMutability> from(Parameters parameters) {
        Optional<String> value = parameters.oneOf("imageTagMutability", VALUES);
        List<String> filters = parameters
                .structures(FILTERS, 1, MAX_FILTERS)
                .map(items -> items.stream().map(TagMutability::filter).toList())
                .orElse(List.of());
        if (value.isEmpty() && filters.isEmpty()) {
            return Optional.empty();
        }
        TagMutability result = new TagMutability(value.orElse("MUTABLE"), filters);
        result.checkPairing();
        return Optional.of(result);
    }

    private static String filter(Parameters item) {
        if (item.oneOf("filterType", Set.of("WILDCARD")).isEmpty()) {
            throw item.missing("filterType");
        }
        String filter = item.string("filter", 1, MAX_FILTER_LENGTH).orElseThrow(() -> item.missing("filter"));
        if (!FILTER.matcher(filter).matches()) {
            throw AwsError.invalidParameter(
                    item.path() + "filter", "must satisfy regular expression '" + FILTER_REGEX + "'");
        }
        if (filter.chars().filter(character -> character == '*').count() > MAX_WILDCARDS) {
            throw AwsError.invalidParameter(
                    FILTERS,
                    "Image tag mutability exclusion filter can contain a maximum of " + MAX_WILDCARDS + " wildcards");
        }
        return filter;
    }

    private void checkPairing() {
        boolean excluding = value.endsWith("_WITH_EXCLUSION");
        if (excluding && filters.isEmpty()) {
            throw AwsError.invalidParameter(
                    FILTERS,
                    "ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as " + value);
        }
        if (!excluding && !filters.isEmpty()) {
            throw AwsError.invalidParameter(
                    FILTERS,
                    "ImageTagMutabilityExclusionFilters should be null when imageTagMutability is set as " + value);
        }
    }

    /** {@return whether an existing tag may be given to another image} */
    boolean mayMove(String tag) {
        boolean excluded = filters.stream().anyMatch(filter -> Wildcard.matches(filter, tag));
        return value.startsWith("MUTABLE") != excluded;
    }

    void writeTo(ObjectNode target) {
        target.put("imageTagMutability", value);
        if (!filters.isEmpty()) {
            ArrayNode array = target.putArray(FILTERS);
            filters.forEach(
                    filter -> array.addObject().put("filterType", "WILDCARD").put("filter", filter));
        }
    }
}
