package io.ecroperator.serviceaccount;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a ServiceAccount lists, and what of it the operator has put there. */
final class ImagePullSecrets {

    /** The annotation with the names that the operator appended, separated by commas. */
    static final String ANNOTATION = "ecr-operator.io/pull-secrets";

    private ImagePullSecrets() {}

    /** The names in {@code imagePullSecrets}, in their order; an entry without a name is an empty text. */
    static List<String> names(ServiceAccount account) {
        return Objects.requireNonNullElse(account.getImagePullSecrets(), List.<LocalObjectReference>of()).stream()
                .map(reference -> Objects.requireNonNullElse(reference.getName(), ""))
                .toList();
    }

    /** The names that the operator appended, as far as the annotation tells. */
    static SortedSet<String> recorded(ServiceAccount account) {
        String annotation = account.getMetadata().getAnnotations() == null
                ? null
                : account.getMetadata().getAnnotations().get(ANNOTATION);
        return annotation == null
                ? new TreeSet<>()
                : Stream.of(annotation.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
