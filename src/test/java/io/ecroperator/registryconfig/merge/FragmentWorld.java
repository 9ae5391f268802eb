package io.ecroperator.registryconfig.merge;

import static io.ecroperator.registryconfig.merge.Fragments.replication;
import static io.ecroperator.registryconfig.merge.Fragments.scanned;
import static io.ecroperator.registryconfig.merge.Fragments.signed;
import static io.ecroperator.registryconfig.merge.Fragments.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One section of a registry, 25 fragments of 5 namespaces, and others that edit the same section. What others put there
 * carries a member that is unknown here, so that it can be found again.
 */
final class FragmentWorld {

    private static final String MARK = "newerMember";

    /** A fragment: what it wants, empty once it is being deleted, and what its status has. */
    private static final class Fragment {
        private final Instant createdAt;
        private final Map<String, Entry> wanted = new TreeMap<>();
        private Set<String> recorded = Set.of();
        private boolean unreadable;

        Fragment(Instant createdAt) {
            this.createdAt = createdAt;
        }
    }

    private final Random random;
    private final Section section;
    private final Map<String, Fragment> fragments = new TreeMap<>();
    private final Set<String> marks = new TreeSet<>();
    private SettingsDocument document;

    FragmentWorld(long seed, Section section) {
        this.random = new Random(seed);
        this.section = section;
        this.document = section == Section.PULL_TIME_UPDATE_EXCLUSIONS
                ? Documents.ofExclusions(List.of())
                : Documents.of(
                        section,
                        Optional.of(
                                section == Section.SCANNING ? "{\"scanType\": \"ENHANCED\", \"rules\": []}" : "{}"));
        for (int index = 0; index < 25; index++) {
            fragments.put(
                    "ns-" + index % 5 + "/fragment-" + index,
                    new Fragment(Instant.EPOCH.plusSeconds(random.nextInt(3))));
        }
    }

    /** Something happens. */
    void step() {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> edit();
            case 3 -> somebodyElseAdds();
            case 4 -> somebodyElseTakesOursOut();
            case 5 -> any().unreadable ^= true;
            default -> reconcile();
        }
    }

    private void edit() {
        Fragment fragment = any();
        if (random.nextInt(3) == 0) {
            fragment.wanted.clear();
        }
        for (int count = random.nextInt(3); count >= 0; count--) {
            Entry entry = entry(random.nextInt(12));
            fragment.wanted.put(entry.key(), entry);
        }
    }

    /** One look: what is not recorded is recorded, else ECR is written to; an answer may be lost on either way. */
    void reconcile() {
        SectionMerge merge = SectionMerge.of(document, sections());
        if (!merge.equals(SectionMerge.of(document, shuffled(sections())))) {
            throw new AssertionError("the order of the fragments matters");
        }
        boolean announcing = merge.outcomes().values().stream()
                .anyMatch(outcome -> !outcome.unrecorded().isEmpty());
        if (merge.changes() && random.nextInt(8) > 0) {
            document = merge.after();
        } else if (merge.changes()) {
            return; // the call has failed
        }
        if (random.nextInt(8) > 0 || announcing) {
            merge.outcomes()
                    .forEach((name, outcome) -> fragments.get(name).recorded = merge.changes() && announcing
                            ? union(fragments.get(name).recorded, outcome.owned())
                            : outcome.owned());
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    private void somebodyElseAdds() {
        String mark = "mark-" + marks.size();
        Entry entry = random.nextInt(4) == 0 ? entry(random.nextInt(12)) : entry(100 + random.nextInt(50));
        boolean ours = fragments.values().stream().anyMatch(fragment -> fragment.recorded.contains(entry.key()));
        if (ours || document.keys().contains(entry.key())) {
            return;
        }
        SettingsDocument edited = document.with(entry, random.nextBoolean() ? Set.of() : document.keys());
        if (edited.violation().isPresent()) {
            return;
        }
        if (edited.json() instanceof ObjectNode json) {
            for (JsonNode part : json.path(section == Section.POLICY ? "Statement" : "rules")) {
                mark(part, entry, mark);
            }
            json.put("member-" + mark, 1.5);
            marks.add("member-" + mark);
        }
        document = edited;
        marks.add(edited.json() instanceof ObjectNode ? mark : entry.key());
    }

    private void mark(JsonNode part, Entry entry, String mark) {
        if (entry instanceof Entry.Statement(var sid, var statement)
                && sid.equals(part.path("Sid").asText())) {
            ((ObjectNode) part).put(MARK, mark);
        }
        if (entry instanceof Entry.Filter filter) {
            for (JsonNode each : part.path("repositoryFilters")) {
                boolean same = filter.group().equals(groupOf(part))
                        && each.path("filter").asText().equals(filter.filter().orElse(""));
                if (same) {
                    ((ObjectNode) each).put(MARK, mark);
                    ((ObjectNode) part).put("rule-" + mark, true);
                    marks.add("rule-" + mark);
                }
            }
            if (filter.filter().isEmpty()
                    && part.path("repositoryFilters").isEmpty()
                    && filter.group().equals(groupOf(part))) {
                ((ObjectNode) part).put(MARK, mark);
            }
        }
    }

    private RuleGroup groupOf(JsonNode rule) {
        return new RuleGroup(RuleKind.valueOf(section.name()), (ObjectNode) rule);
    }

    private void somebodyElseTakesOursOut() {
        List<String> ours = fragments.values().stream()
                .flatMap(fragment -> fragment.recorded.stream())
                .filter(document.keys()::contains)
                .sorted()
                .toList();
        if (!ours.isEmpty()) {
            String key = ours.get(random.nextInt(ours.size()));
            document = document.without(key, Set.of(key));
        }
    }

    /** Every fragment can be read, nothing fails any more, and nothing is edited. */
    void calmDown() {
        fragments.values().forEach(fragment -> fragment.unreadable = false);
        for (int round = 0; round < 4; round++) {
            SectionMerge merge = SectionMerge.of(document, sections());
            document = merge.after();
            merge.outcomes().forEach((name, outcome) -> fragments.get(name).recorded = outcome.owned());
        }
    }

    /** All fragments are deleted. */
    void deleteAll() {
        fragments.values().forEach(fragment -> fragment.wanted.clear());
    }

    SectionMerge merge() {
        return SectionMerge.of(document, sections());
    }

    SettingsDocument document() {
        return document;
    }

    /** What others have put there and is not there any more. */
    Set<String> lost() {
        String text = document.json().toString();
        Set<String> lost = new TreeSet<>(marks);
        lost.removeIf(mark -> text.contains("\"" + mark + "\""));
        return lost;
    }

    Set<String> owned() {
        Set<String> owned = new TreeSet<>();
        fragments.values().forEach(fragment -> owned.addAll(fragment.recorded));
        return owned;
    }

    private List<FragmentSection> sections() {
        List<FragmentSection> sections = new ArrayList<>();
        fragments.forEach((name, fragment) -> sections.add(
                fragment.unreadable
                        ? FragmentSection.keeping(name, fragment.createdAt, fragment.recorded)
                        : FragmentSection.wanting(
                                name,
                                fragment.createdAt,
                                List.copyOf(fragment.wanted.values()),
                                fragment.recorded,
                                false)));
        return sections;
    }

    private List<FragmentSection> shuffled(List<FragmentSection> sections) {
        List<FragmentSection> shuffled = new ArrayList<>(sections);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private Fragment any() {
        return List.copyOf(fragments.values()).get(random.nextInt(fragments.size()));
    }

    private Entry entry(int number) {
        return switch (section) {
            case POLICY -> statement("sid-" + number, random.nextInt(6) == 0 ? "ecr:*" : "ecr:ReplicateImage");
            case REPLICATION ->
                replication(
                        "123456789012/eu-west-" + number % 2,
                        number % 7 == 0 ? Optional.empty() : Optional.of("team-" + number + "/"),
                        random.nextInt(6) == 0 ? Optional.of(random.nextBoolean()) : Optional.empty());
            case SCANNING -> scanned(number % 2 == 0 ? "SCAN_ON_PUSH" : "CONTINUOUS_SCAN", "team-" + number + "/*");
            case SIGNING -> signed("arn:profile-" + number % 3, "team-" + number + "/*");
            case PULL_TIME_UPDATE_EXCLUSIONS -> new Entry.Principal("arn:aws:iam::123456789012:role/r" + number);
            case ACCOUNT_SETTINGS, PUBLIC_REGISTRY_CATALOG_DATA ->
                throw new IllegalArgumentException("nobody owns an account setting");
        };
    }

    /** For the report of a failure. */
    @Override
    public String toString() {
        return section + " " + (document.json() instanceof ArrayNode ? document.keys() : document.json());
    }
}
