package io.ecroperator.managed;

import io.ecroperator.api.v1alpha1.ManagedStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/** What users ask of the operator by annotations of an object. */
public final class RequestAnnotations {

    /** Has the operator leave what the object declares as it is: {@code "true"}. */
    private static final String PAUSED = "ecr-operator.io/paused";

    /** Flux's and Argo's convention of asking for a fresh read: any value that was not there before. */
    public static final String REQUESTED_AT = "ecr-operator.io/reconcile-requested-at";

    /** What the status keeps of a value; Kubernetes bounds annotations only all together. */
    private static final int KEPT_CHARACTERS = 256;

    private RequestAnnotations() {}

    /** Whether nothing is to be read or written for the object. */
    public static boolean paused(HasMetadata object) {
        return "true".equals(of(object).get(PAUSED));
    }

    /** The last fresh read that was asked for; of a long value, its beginning. */
    public static Optional<String> requestedAt(HasMetadata object) {
        return Optional.ofNullable(of(object).get(REQUESTED_AT))
                .map(value -> value.length() <= KEPT_CHARACTERS ? value : value.substring(0, KEPT_CHARACTERS));
    }

    private static Map<String, String> of(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }

    /** Whether something is requested that the status, which may be null, does not say was done. */
    public static boolean isRequested(HasMetadata object, ManagedStatus status) {
        return isRequested(object, Optional.ofNullable(status).map(ManagedStatus::lastHandledReconcileAt));
    }

    /** The same for what was handled last. */
    public static boolean isRequested(HasMetadata object, Optional<String> handled) {
        Optional<String> requested = requestedAt(object);
        return requested.isPresent() && !requested.equals(handled);
    }
}
