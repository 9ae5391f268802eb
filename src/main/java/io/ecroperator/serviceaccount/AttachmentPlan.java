package io.ecroperator.serviceaccount;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/**
 * What is to change on a ServiceAccount.
 *
 * @param append names to append to {@code imagePullSecrets}
 * @param remove names to take out
 * @param recorded names that the operator answers for afterwards, by who asked; every asker is in it
 */
record AttachmentPlan(List<String> append, List<String> remove, Map<Asker, NavigableSet<String>> recorded) {

    AttachmentPlan {
        append = List.copyOf(append);
        remove = List.copyOf(remove);
        recorded = Map.copyOf(recorded);
    }
}
