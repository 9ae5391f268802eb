package io.ecroperator.serviceaccount;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a ServiceAccount lists, and what of it the operator has put there. */
final class ImagePullSecrets {

    private ImagePullSecrets() {}

    /** The names in {@code imagePullSecrets}, in their order; an entry without a name is an empty text. */
    static List<String> names(ServiceAccount account) {
        return Objects.requireNonNullElse(account.getImagePullSecrets(), List.<LocalObjectReference>of()).stream()
                .map(reference -> Objects.requireNonNullElse(reference.getName(), ""))
                .toList();
    }

    /** The names that the operator appended, as far as the annotations tell; every asker is in it. */
    static Map<Asker, NavigableSet<String>> recorded(ServiceAccount account) {
        Map<String, String> annotations = annotations(account);
        Map<Asker, NavigableSet<String>> recorded = new EnumMap<>(Asker.class);
        for (Asker asker : Asker.values()) {
            recorded.put(
                    asker,
                    Stream.of(annotations.getOrDefault(asker.annotation(), "").split(","))
                            .map(String::strip)
                            .filter(name -> !name.isEmpty())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return recorded;
    }

    /** The annotations; none rather than null. */
    static Map<String, String> annotations(ServiceAccount account) {
        return Objects.requireNonNullElse(account.getMetadata().getAnnotations(), Map.of());
    }
}
