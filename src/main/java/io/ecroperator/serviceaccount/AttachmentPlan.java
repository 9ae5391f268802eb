package io.ecroperator.serviceaccount;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is to change on a ServiceAccount.
 *
 * @param append names to append to {@code imagePullSecrets}
 * @param remove names to take out
 * @param recorded names that the operator answers for afterwards
 */
record AttachmentPlan(List<String> append, List<String> remove, SortedSet<String> recorded) {

    AttachmentPlan {
        append = List.copyOf(append);
        remove = List.copyOf(remove);
        recorded = Collections.unmodifiableSortedSet(new TreeSet<>(recorded));
    }
}
