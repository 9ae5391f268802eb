package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Names an EcrRegistry. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RegistryRef(
        @JsonPropertyDescription(
                "Name of an EcrRegistry. As long as there is none, nothing is read or written in AWS for"
                        + " this object and the condition ResolvedRefs is False. Cannot be removed.")
        @Required
        @Size(min = 1, max = MAX_NAME)
        String name) {

    /** What an EcrRegistry is called that objects without a reference mean, if there is one of that name. */
    public static final String DEFAULT_NAME = "default";

    /** Whether two references, which may be null, have the same name; none is as good as that of the default. */
    public static boolean same(RegistryRef one, RegistryRef other) {
        return nameIn(one).equals(nameIn(other));
    }

    /** The name that a reference, which may be null, means. */
    public static String nameIn(RegistryRef reference) {
        return reference == null ? DEFAULT_NAME : String.valueOf(reference.name());
    }

    /** The name becomes the value of labels. */
    static final int MAX_NAME = 63;

    /** Of a spec, in CEL: another registry is another repository, with other images. */
    static final String IMMUTABLE = "has(self.registryRef) == has(oldSelf.registryRef)"
            + " && (!has(self.registryRef) || self.registryRef.name == oldSelf.registryRef.name)";
}
