package io.ecroperator.cli.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Which objects of a cluster are those that the files once held. */
sealed interface Prunable {

    /**
     * Those with labels, which the API server judges.
     *
     * @param selector as {@code kubectl get -l} takes it
     */
    record Labelled(String selector) implements Prunable {}

    /** Those that an Application of Argo CD tracks. */
    record Tracked(String application) implements Prunable {

        private static final String TRACKING = "argocd.argoproj.io/tracking-id";
        private static final String SYNC_OPTIONS = "argocd.argoproj.io/sync-options";

        /**
         * Whether Argo CD would prune it. An annotation that names another object was copied, and does not count (Argo CD, "Resource
         * Tracking"). That of an object without a namespace has the one that the Application deploys to.
         */
        boolean has(HasMetadata object) {
            Map<String, String> annotations = object.getMetadata().getAnnotations();
            return annotations != null
                    && tracks(object, Objects.requireNonNullElse(annotations.get(TRACKING), ""))
                    && Arrays.stream(annotations.getOrDefault(SYNC_OPTIONS, "").split(","))
                            .noneMatch(option -> option.strip().equals("Prune=false"));
        }

        /** {@code application:group/kind:namespace/name}. */
        private boolean tracks(HasMetadata object, String id) {
            String kind =
                    application + ":" + object.getApiVersion().replaceFirst("/.*", "") + "/" + object.getKind() + ":";
            String namespace = object.getMetadata().getNamespace();
            String name = "/" + object.getMetadata().getName();
            return namespace == null ? id.startsWith(kind) && id.endsWith(name) : id.equals(kind + namespace + name);
        }
    }
}
