package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** How the Secrets look. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!has(self.argoCd) || (has(self.format) && self.format in ['ArgoCdRepoCreds', 'ArgoCdRepository'])",
        message = "argoCd has a meaning with the formats ArgoCdRepoCreds and ArgoCdRepository only",
        fieldPath = ".argoCd")
@ValidationRule(
        value = "!has(self.argoCd) || !has(self.argoCd.project)"
                + " || (has(self.format) && self.format == 'ArgoCdRepository')",
        message = "argoCd.project has a meaning with the format ArgoCdRepository only",
        fieldPath = ".argoCd")
@ValidationRule(
        value = "!has(self.argoCd) || !has(self.argoCd.sources) || !('Oci' in self.argoCd.sources)"
                + " || has(self.argoCd.path) || !has(self.format) || self.format != 'ArgoCdRepository'",
        message = "an Argo CD repository with the source Oci is one artifact: write argoCd.path",
        fieldPath = ".argoCd")
public record PullSecretTemplate(
        @JsonPropertyDescription("Name of the Secret, in the namespace of this object. With the Argo CD formats, the"
                + " beginning of the names of the Secrets. Default: metadata.name. A change writes new Secrets and"
                + " removes the old ones; a Secret of that name which is not the operator's is left alone.")
        @Size(min = 1, max = 180)
        @ValidationRule(
                value = NameRules.NAME,
                message = "the name of a Secret takes lower-case letters, digits, - and ., and starts and ends with a"
                        + " letter or digit, such as ecr-pull")
        String name,

        @JsonPropertyDescription("DockerConfigJson (default; kubernetes.io/dockerconfigjson with all hosts),"
                + " ArgoCdRepoCreds, ArgoCdRepository, BasicAuth (kubernetes.io/basic-auth with Tekton's annotations)"
                + " or Token (keys username, password, and token: AWS:<password>). A change of the type deletes the"
                + " Secret and creates it anew, since a Secret cannot change its type. Removing the field means"
                + " DockerConfigJson.")
        SecretFormat format,

        @JsonPropertyDescription(
                "Labels of the Secrets beside the operator's own. A label taken out is removed; labels that others"
                        + " set stay.")
        @Size(max = 32)
        @ValidationRule(value = NameRules.LABELS, messageExpression = NameRules.LABELS_MESSAGE)
        @ValidationRule(
                value = "self.all(k, !k.startsWith('ecr-operator.io/'))",
                message = "labels that begin with ecr-operator.io/ belong to the operator")
        Map<String, @Size(max = 63) String> labels,

        @JsonPropertyDescription(
                "Annotations of the Secrets beside the operator's own. An annotation taken out is removed;"
                        + " annotations that others set stay.")
        @Size(max = 32)
        @ValidationRule(value = NameRules.ANNOTATIONS, messageExpression = NameRules.ANNOTATIONS_MESSAGE)
        @ValidationRule(
                value = "self.all(k, !k.startsWith('ecr-operator.io/'))",
                message = "annotations that begin with ecr-operator.io/ belong to the operator")
        Map<String, @Size(max = 4096) String> annotations,

        @JsonPropertyDescription(
                "What Argo CD is to do with the registries. Removing it means the defaults of its fields.")
        ArgoCd argoCd) {

    /** Copies the maps, so that a spec never changes. */
    public PullSecretTemplate {
        labels = Copies.of(labels);
        annotations = Copies.of(annotations);
    }
}
