package io.ecroperator.registryconfig.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.policy.StatementMeaning;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A registry policy. A statement is known by its Sid; one without is nobody's.
 *
 * @param json the policy; its Statement is a list
 */
record StatementDocument(ObjectNode json) implements SettingsDocument {

    /** Service model, RegistryPolicyText. */
    private static final int CHARACTERS = 10_240;

    private static final String STATEMENT = "Statement";
    private static final String SID = "Sid";

    /** The policy that ECR has. */
    static StatementDocument of(ObjectNode policy) {
        if (policy.get(STATEMENT) instanceof ArrayNode) {
            return new StatementDocument(policy);
        }
        ObjectNode listed = policy.deepCopy();
        ArrayNode statements = listed.putArray(STATEMENT);
        Optional.ofNullable(policy.get(STATEMENT)).ifPresent(statements::add);
        return new StatementDocument(listed);
    }

    /** The policy of a registry that has none. */
    static StatementDocument none() {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.put("Version", "2012-10-17").putArray(STATEMENT);
        return new StatementDocument(policy);
    }

    @Override
    public Set<String> keys() {
        Set<String> sids = new LinkedHashSet<>();
        json.path(STATEMENT).forEach(statement -> sid(statement).ifPresent(sids::add));
        return sids;
    }

    @Override
    public Presence presence(Entry entry) {
        Entry.Statement wanted = (Entry.Statement) entry;
        for (JsonNode statement : json.path(STATEMENT)) {
            if (sid(statement).filter(wanted.sid()::equals).isPresent()) {
                return StatementMeaning.of((ObjectNode) statement).equals(StatementMeaning.of(wanted.statement()))
                        ? Presence.EQUAL
                        : Presence.DIFFERENT;
            }
        }
        return Presence.ABSENT;
    }

    @Override
    public StatementDocument with(Entry entry, Set<String> ours) {
        Entry.Statement wanted = (Entry.Statement) entry;
        ObjectNode edited = json.deepCopy();
        ArrayNode statements = edited.putArray(STATEMENT);
        boolean replaced = false;
        for (JsonNode statement : json.path(STATEMENT)) {
            boolean same = sid(statement).filter(wanted.sid()::equals).isPresent();
            statements.add(
                    same
                            ? StatementMeaning.withUnknownMembers(wanted.statement(), (ObjectNode) statement)
                            : statement.deepCopy());
            replaced |= same;
        }
        if (!replaced) {
            statements.add(wanted.statement().deepCopy());
        }
        return new StatementDocument(edited);
    }

    @Override
    public StatementDocument without(String key, Set<String> ours) {
        ObjectNode edited = json.deepCopy();
        ArrayNode statements = edited.putArray(STATEMENT);
        for (JsonNode statement : json.path(STATEMENT)) {
            if (sid(statement).filter(key::equals).isEmpty()) {
                statements.add(statement.deepCopy());
            }
        }
        return new StatementDocument(edited);
    }

    @Override
    public StatementDocument only(Set<String> keys) {
        ObjectNode edited = json.deepCopy();
        ArrayNode statements = edited.putArray(STATEMENT);
        json.path(STATEMENT).forEach(statement -> {
            if (sid(statement).filter(keys::contains).isPresent()) {
                statements.add(statement.deepCopy());
            }
        });
        return new StatementDocument(edited);
    }

    @Override
    public List<String> namesBeside(Set<String> keys) {
        return json.path(STATEMENT)
                .valueStream()
                .map(StatementDocument::sid)
                .filter(sid -> sid.filter(keys::contains).isEmpty())
                .map(sid -> sid.orElse("a statement without Sid"))
                .toList();
    }

    @Override
    public Optional<Refusal> violation() {
        String text = json.toString();
        int characters = text.codePointCount(0, text.length());
        return characters <= CHARACTERS
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Refusal.Kind.QUOTA,
                        "the registry policy would have " + characters + " characters, and ECR takes " + CHARACTERS));
    }

    private static Optional<String> sid(JsonNode statement) {
        return statement.path(SID).isTextual() && statement.isObject()
                ? Optional.of(statement.path(SID).textValue())
                : Optional.empty();
    }
}
