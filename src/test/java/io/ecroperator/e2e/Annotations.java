package io.ecroperator.e2e;

import io.ecroperator.api.v1alpha1.EcrRepository;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Edits of annotations that leave the others as they are. */
final class Annotations {

    private Annotations() {}

    /** Sets one. */
    static UnaryOperator<EcrRepository> with(String key, String value) {
        return object -> {
            Map<String, String> all = of(object);
            all.put(key, value);
            object.getMetadata().setAnnotations(all);
            return object;
        };
    }

    /** Removes one. */
    static UnaryOperator<EcrRepository> without(String key) {
        return object -> {
            Map<String, String> all = of(object);
            all.remove(key);
            object.getMetadata().setAnnotations(all);
            return object;
        };
    }

    private static Map<String, String> of(EcrRepository object) {
        Map<String, String> before = object.getMetadata().getAnnotations();
        return before == null ? new HashMap<>() : new HashMap<>(before);
    }
}
