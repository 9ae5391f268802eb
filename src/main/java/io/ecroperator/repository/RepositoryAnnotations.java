package io.ecroperator.repository;

import io.ecroperator.api.v1alpha1.EcrRepository;
import java.util.Map;
import java.util.Optional;

/** What users ask of the operator by annotations of an EcrRepository. */
final class RepositoryAnnotations {

    /** Keeps the operator's hands off: {@code "true"}. */
    private static final String PAUSED = "ecr-operator.io/paused";

    /** Flux's and Argo's convention of asking for a fresh look: any value that was not there before. */
    static final String REQUESTED_AT = "ecr-operator.io/reconcile-requested-at";

    /** What the status keeps of a value; Kubernetes bounds annotations only all together. */
    private static final int KEPT_CHARACTERS = 256;

    private RepositoryAnnotations() {}

    /** Whether the operator is to keep its hands off. */
    static boolean paused(EcrRepository object) {
        return "true".equals(of(object).get(PAUSED));
    }

    /** The last fresh look that was asked for; of a long value, its beginning. */
    static Optional<String> requestedAt(EcrRepository object) {
        return Optional.ofNullable(of(object).get(REQUESTED_AT))
                .map(value -> value.length() <= KEPT_CHARACTERS ? value : value.substring(0, KEPT_CHARACTERS));
    }

    private static Map<String, String> of(EcrRepository object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
