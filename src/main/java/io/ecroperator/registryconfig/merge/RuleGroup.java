package io.ecroperator.registryconfig.merge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What the rules of a group have in common: where to, when, or with which profile. */
public final class RuleGroup {

    private final RuleKind kind;
    private final ObjectNode members;
    private final String name;

    /** The members of a rule beside its filters, as AWS has them. */
    RuleGroup(RuleKind kind, ObjectNode members) {
        this.kind = kind;
        this.members = members.deepCopy();
        this.name = kind.group(members);
    }

    String name() {
        return name;
    }

    String key(Optional<String> filter) {
        return kind.key(name, filter);
    }

    /** A rule without filters. */
    ObjectNode rule() {
        return members.deepCopy();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RuleGroup that && kind == that.kind && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
