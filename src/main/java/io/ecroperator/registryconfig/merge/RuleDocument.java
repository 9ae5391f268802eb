package io.ecroperator.registryconfig.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Rules with filters. An entry is one filter in a group of rules that are alike but for their filters, so that an edit of one
 * filter leaves the others alone, and fragments with the same destinations share a rule.
 *
 * <p>A rule of which nothing is ours gets no filter of ours, but in scanning, where ECR takes one rule of a frequency. A rule
 * without filters means every repository: it never gets one, and no rule is left without because its last one went.
 */
record RuleDocument(RuleKind kind, ObjectNode json) implements SettingsDocument {

    private static final String RULES = "rules";
    private static final String FILTERS = "repositoryFilters";
    private static final String SCAN_TYPE = "scanType";
    private static final String DELETE_REPLICATION = "deleteReplication";

    /** Quotas of Amazon ECR, "Unique destinations across all rules". */
    private static final int DESTINATIONS = 25;

    @Override
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        rules().forEach(rule -> keys.addAll(keys(rule)));
        return keys;
    }

    @Override
    public Presence presence(Entry entry) {
        return switch (entry) {
            case Entry.Value(var name, var value) ->
                value.equals(json.path(name).asText()) ? Presence.EQUAL : Presence.DIFFERENT;
            case Entry.Filter wanted -> presence(wanted);
            default -> throw new IllegalArgumentException("No entry of " + kind + ": " + entry.key());
        };
    }

    private Presence presence(Entry.Filter wanted) {
        List<ObjectNode> holding = holding(wanted.key());
        if (holding.isEmpty()) {
            return Presence.ABSENT;
        }
        return fits(wanted, holding) ? Presence.EQUAL : Presence.DIFFERENT;
    }

    @Override
    public RuleDocument with(Entry entry, Set<String> ours) {
        if (entry instanceof Entry.Value(var name, var value)) {
            ObjectNode edited = json.deepCopy();
            edited.put(name, value);
            return new RuleDocument(kind, edited);
        }
        Entry.Filter wanted = (Entry.Filter) entry;
        return switch (presence(wanted)) {
            case EQUAL -> this;
            case ABSENT -> add(wanted, ours);
            case DIFFERENT -> without(wanted.key(), ours).add(wanted, ours);
        };
    }

    private RuleDocument add(Entry.Filter wanted, Set<String> ours) {
        ObjectNode edited = json.deepCopy();
        RuleDocument copy = new RuleDocument(kind, edited);
        Optional<ObjectNode> shared = copy.rules().stream()
                .filter(rule -> wanted.filter().isPresent() && mayJoin(wanted, rule, ours))
                .findFirst();
        ObjectNode rule = shared.orElseGet(() -> {
            ObjectNode made = wanted.group().rule();
            wanted.deleteReplication().filter(Boolean::booleanValue).ifPresent(on -> made.putObject(DELETE_REPLICATION)
                    .put("enabled", true));
            ArrayNode rules = edited.get(RULES) instanceof ArrayNode there ? there : edited.putArray(RULES);
            rules.add(made);
            return made;
        });
        wanted.filter().ifPresent(filter -> rule.withArray(FILTERS)
                .addObject()
                .put("filter", filter)
                .put("filterType", kind.filterType()));
        return copy;
    }

    private boolean mayJoin(Entry.Filter wanted, ObjectNode rule, Set<String> ours) {
        boolean ofGroup = kind.group(rule).equals(wanted.group().name());
        boolean sharesDeletions =
                deletesReplicas(rule) == wanted.deleteReplication().orElse(false);
        boolean open = kind == RuleKind.SCANNING || keys(rule).stream().anyMatch(ours::contains);
        return ofGroup
                && sharesDeletions
                && open
                && (kind == RuleKind.SCANNING || !meansEvery(rule))
                && rule.path(FILTERS).size() < RuleKind.FILTERS;
    }

    @Override
    public RuleDocument without(String key, Set<String> ours) {
        List<ObjectNode> holding = holding(key);
        List<ObjectNode> whollyOurs =
                holding.stream().filter(rule -> ours.containsAll(keys(rule))).toList();
        // Where somebody else has the same filter in a rule of their own, that one stays.
        List<ObjectNode> from = whollyOurs.isEmpty() ? holding : whollyOurs;
        ObjectNode edited = json.deepCopy();
        ArrayNode left = edited.putArray(RULES);
        json.path(RULES).forEach(rule -> {
            if (!from.contains(rule)) {
                left.add(rule.deepCopy());
            } else if (keys((ObjectNode) rule).size() > 1) {
                left.add(without(key, (ObjectNode) rule));
            } // else it goes: without a filter it would mean every repository
        });
        return new RuleDocument(kind, edited);
    }

    private List<ObjectNode> holding(String key) {
        return rules().stream().filter(rule -> keys(rule).contains(key)).toList();
    }

    private ObjectNode without(String key, ObjectNode rule) {
        String group = kind.group(rule);
        ObjectNode rest = rule.deepCopy();
        ArrayNode left = rest.putArray(FILTERS);
        rule.path(FILTERS).forEach(filter -> {
            if (!kind.key(group, Optional.of(kind.filter(filter))).equals(key)) {
                left.add(filter.deepCopy());
            }
        });
        return rest;
    }

    @Override
    public RuleDocument only(Set<String> keys) {
        ObjectNode edited = json.deepCopy();
        ArrayNode left = edited.putArray(RULES);
        for (ObjectNode rule : rules()) {
            Set<String> of = names(rule);
            if (keys.containsAll(of)) {
                left.add(rule.deepCopy());
            } else if (of.stream().anyMatch(keys::contains)) {
                ObjectNode rest = rule;
                for (String name : of) {
                    rest = keys.contains(name) ? rest : without(name, rest);
                }
                left.add(rest);
            }
        }
        return new RuleDocument(kind, edited);
    }

    @Override
    public List<String> namesBeside(Set<String> keys) {
        return rules().stream()
                .flatMap(rule -> names(rule).stream())
                .filter(name -> !keys.contains(name))
                .distinct()
                .toList();
    }

    /** The keys, and a name for a rule that can have none. */
    private Set<String> names(ObjectNode rule) {
        Set<String> keys = keys(rule);
        return keys.isEmpty() ? Set.of(kind.group(rule) + " of every repository") : keys;
    }

    @Override
    public Optional<Refusal> violation() {
        List<ObjectNode> rules = rules();
        if (rules.size() > kind.rules()) {
            return quota(rules.size() + " rules", kind.rules());
        }
        long destinations = rules.stream()
                .flatMap(rule -> StreamSupport.stream(rule.path("destinations").spliterator(), false))
                .map(to ->
                        to.path("registryId").asText() + "/" + to.path("region").asText())
                .distinct()
                .count();
        if (destinations > DESTINATIONS) {
            return quota(destinations + " different destinations", DESTINATIONS);
        }
        boolean continuous = rules.stream().anyMatch(rule -> "CONTINUOUS_SCAN"
                .equals(rule.path("scanFrequency").asText()));
        return kind == RuleKind.SCANNING
                        && continuous
                        && !"ENHANCED".equals(json.path(SCAN_TYPE).asText())
                ? Optional.of(new Refusal(
                        Refusal.Kind.INVALID,
                        "CONTINUOUS_SCAN goes with scanType ENHANCED, and the registry has another"))
                : Optional.empty();
    }

    private static Optional<Refusal> quota(String many, int most) {
        return Optional.of(
                new Refusal(Refusal.Kind.QUOTA, "the registry would have " + many + ", and ECR takes " + most));
    }

    private List<ObjectNode> rules() {
        return StreamSupport.stream(json.path(RULES).spliterator(), false)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    private Set<String> keys(ObjectNode rule) {
        String group = kind.group(rule);
        if (meansEvery(rule)) {
            return kind == RuleKind.SCANNING ? Set.of() : Set.of(kind.key(group, Optional.empty()));
        }
        Set<String> keys = new LinkedHashSet<>();
        rule.path(FILTERS).forEach(filter -> keys.add(kind.key(group, Optional.of(kind.filter(filter)))));
        return keys;
    }

    private static boolean meansEvery(JsonNode rule) {
        return rule.path(FILTERS).isEmpty();
    }

    /** What one of several rules with the filter has replicated is replicated. */
    private static boolean fits(Entry.Filter wanted, List<ObjectNode> holding) {
        return wanted.deleteReplication().isEmpty()
                || wanted.deleteReplication().get() == holding.stream().anyMatch(RuleDocument::deletesReplicas);
    }

    private static boolean deletesReplicas(JsonNode rule) {
        return rule.path(DELETE_REPLICATION).path("enabled").asBoolean();
    }
}
