package io.ecroperator.registryconfig.merge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings of one section as ECR has them, or is to have them. Never changes: an edit gives another one. */
public sealed interface SettingsDocument permits StatementDocument, RuleDocument, ValueDocument, PrincipalDocument {

    /** Whether an entry is there. */
    enum Presence {
        ABSENT,
        EQUAL,
        DIFFERENT
    }

    /** As JSON; not to be changed. */
    JsonNode json();

    /** The keys of all entries that can be owned. */
    Set<String> keys();

    /** How an entry stands. */
    Presence presence(Entry entry);

    /** With this entry added, or in the place of the one with the same key. */
    SettingsDocument with(Entry entry, Set<String> ours);

    /** Without the entry of that key. */
    SettingsDocument without(String key, Set<String> ours);

    /** Without all entries but those of the keys; what always has some value stays. */
    SettingsDocument only(Set<String> keys);

    /** What {@link #only} takes out, in words. */
    List<String> namesBeside(Set<String> keys);

    /** Why ECR would refuse it, as far as is known here. */
    Optional<Refusal> violation();
}
