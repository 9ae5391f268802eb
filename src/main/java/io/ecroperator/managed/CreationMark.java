package io.ecroperator.managed;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The annotation that an object gets before the first write to AWS. An object that never got it, and whose status tells of nothing,
 * has created nothing and taken nothing over.
 */
final class CreationMark {

    /** Its key; the value is {@code true}. */
    static final String KEY = "ecr-operator.io/may-exist";

    private CreationMark() {}

    /** Whether the object has it. */
    static boolean isOn(HasMetadata object) {
        return annotations(object).containsKey(KEY);
    }

    /** Whether two states of an object have the same annotations beside it. */
    static boolean sameBeside(HasMetadata one, HasMetadata other) {
        Map<String, String> rest = new HashMap<>(annotations(one));
        Map<String, String> otherRest = new HashMap<>(annotations(other));
        rest.remove(KEY);
        otherRest.remove(KEY);
        return rest.equals(otherRest);
    }

    private static Map<String, String> annotations(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
    }
}
