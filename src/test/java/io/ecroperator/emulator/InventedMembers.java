package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Members that the service model will have one day. ECR drops a member that it does not know; one that is declared here it keeps
 * in entries of registry settings and gives back, so that a client which reads, changes and writes them is caught when it loses
 * what is newer than itself.
 */
public final class InventedMembers {
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    InventedMembers() {}

    /**
     * Declares members.
     *
     * @param added their names, in whatever structure they stand
     */
    public void declare(Collection<String> added) {
        names.addAll(added);
    }

    /** {@return a new structure with the invented members of one that was sent, to which its reader adds those that it knows} */
    ObjectNode of(Parameters sent) {
        ObjectNode kept = Json.object();
        sent.body().properties().stream()
                .filter(member -> names.contains(member.getKey()))
                .forEach(member -> kept.set(member.getKey(), member.getValue()));
        return kept;
    }
}
