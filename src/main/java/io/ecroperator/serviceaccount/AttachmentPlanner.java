package io.ecroperator.serviceaccount;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Decides which pull secrets a ServiceAccount gains and loses. Pure. */
final class AttachmentPlanner {

    private AttachmentPlanner() {}

    /**
     * The plan; empty if there is nothing to do. A name that is listed without our doing stays the user's: it is neither
     * recorded nor ever taken out.
     *
     * @param wanted names of the Secrets that the ServiceAccount is to have
     * @param complete whether that is all; if somebody's wish cannot be read, nothing is taken away
     */
    static Optional<AttachmentPlan> plan(ServiceAccount account, Set<String> wanted, boolean complete) {
        List<String> listed = ImagePullSecrets.names(account);
        SortedSet<String> recorded = ImagePullSecrets.recorded(account);
        List<String> append =
                wanted.stream().filter(name -> !listed.contains(name)).sorted().toList();
        SortedSet<String> dropped = new TreeSet<>(recorded);
        dropped.removeAll(wanted);
        if (!complete) {
            dropped.clear();
        }
        SortedSet<String> after = new TreeSet<>(recorded);
        after.removeAll(dropped);
        after.addAll(append);
        List<String> remove = dropped.stream().filter(listed::contains).toList();
        return append.isEmpty() && after.equals(recorded)
                ? Optional.empty()
                : Optional.of(new AttachmentPlan(append, remove, after));
    }
}
