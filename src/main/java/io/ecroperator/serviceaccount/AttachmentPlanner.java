package io.ecroperator.serviceaccount;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decides which pull secrets a ServiceAccount gains and loses. Pure. */
final class AttachmentPlanner {

    private AttachmentPlanner() {}

    /**
     * The plan; empty if there is nothing to do. A name that is listed without our doing stays the user's: it is neither
     * recorded nor ever taken out. One that was appended stays as long as anybody's record has it, also that of a kind which
     * this operator does not serve.
     */
    static Optional<AttachmentPlan> plan(ServiceAccount account, Demand demand) {
        List<String> listed = ImagePullSecrets.names(account);
        List<String> append =
                demand.all().filter(name -> !listed.contains(name)).sorted().toList();
        Map<Asker, NavigableSet<String>> before = ImagePullSecrets.recorded(account);
        NavigableSet<String> ours = union(before);
        NavigableSet<String> known = new TreeSet<>(ours);
        known.addAll(append);
        Map<Asker, NavigableSet<String>> after = new EnumMap<>(Asker.class);
        before.forEach((asker, names) -> after.put(asker, recorded(names, asker, demand, known)));
        NavigableSet<String> remaining = union(after);
        List<String> remove = ours.stream()
                .filter(name -> !remaining.contains(name) && listed.contains(name))
                .toList();
        return append.isEmpty() && after.equals(before)
                ? Optional.empty()
                : Optional.of(new AttachmentPlan(append, remove, after));
    }

    private static NavigableSet<String> recorded(
            NavigableSet<String> before, Asker asker, Demand demand, Collection<String> known) {
        NavigableSet<String> after = new TreeSet<>(before);
        if (demand.complete() && demand.secrets().containsKey(asker)) {
            after.retainAll(demand.of(asker));
        }
        demand.of(asker).stream().filter(known::contains).forEach(after::add);
        return after;
    }

    private static NavigableSet<String> union(Map<Asker, NavigableSet<String>> recorded) {
        return recorded.values().stream().flatMap(Collection::stream).collect(Collectors.toCollection(TreeSet::new));
    }
}
