package io.ecroperator.registryconfig.merge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Short ways to write what fragments want. */
final class Fragments {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Fragments() {}

    /** A fragment that owns nothing yet. */
    static FragmentSection fresh(String name, Entry... wanted) {
        return owning(name, Set.of(), wanted);
    }

    /** A fragment whose status has those keys; older than one with a later name. */
    static FragmentSection owning(String name, Set<String> recorded, Entry... wanted) {
        return FragmentSection.wanting(name, Instant.EPOCH, Arrays.asList(wanted), recorded, false);
    }

    /** A fragment whose status has all that it wants. */
    static FragmentSection recorded(String name, Entry... wanted) {
        return owning(name, Arrays.stream(wanted).map(Entry::key).collect(Collectors.toSet()), wanted);
    }

    static Entry replicated(String destination, String prefix) {
        return replication(destination, Optional.of(prefix), Optional.empty());
    }

    static Entry replication(String destinations, Optional<String> prefix, Optional<Boolean> deletions) {
        ObjectNode members = NODES.objectNode();
        ArrayNode list = members.putArray("destinations");
        for (String destination : List.of(destinations.split(" "))) {
            String[] parts = destination.split("/", 2);
            list.addObject().put("region", parts[1]).put("registryId", parts[0]);
        }
        return new Entry.Filter(new RuleGroup(RuleKind.REPLICATION, members), prefix, deletions);
    }

    static Entry scanned(String frequency, String filter) {
        ObjectNode members = NODES.objectNode().put("scanFrequency", frequency);
        return new Entry.Filter(new RuleGroup(RuleKind.SCANNING, members), Optional.of(filter), Optional.empty());
    }

    static Entry signed(String profile, String filter) {
        ObjectNode members = NODES.objectNode().put("signingProfileArn", profile);
        return new Entry.Filter(new RuleGroup(RuleKind.SIGNING, members), Optional.of(filter), Optional.empty());
    }

    static Entry statement(String sid, String action) {
        ObjectNode statement =
                NODES.objectNode().put("Sid", sid).put("Effect", "Allow").put("Principal", "*");
        statement.putArray("Action").add(action);
        statement.putArray("Resource").add("*");
        return new Entry.Statement(sid, statement);
    }

    /** The outcome for one fragment. */
    static FragmentOutcome outcome(SectionMerge merge, String name) {
        return merge.outcomes().get(name);
    }

    /** What ECR has, in JSON with single quotes. */
    static SettingsDocument document(Section section, String json) {
        return Documents.of(section, Optional.of(json.replace('\'', '"')));
    }

    /** Kinds of refusals. */
    static List<Refusal.Kind> refusals(SectionMerge merge, String name) {
        return outcome(merge, name).refusals().stream().map(Refusal::kind).toList();
    }
}
