package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which registries, for which namespaces, and how the Secrets look. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = PullSecretRules.ONE_TOKEN,
        message = PullSecretRules.ONE_TOKEN_MESSAGE,
        fieldPath = ".registries")
@ValidationRule(
        value = PullSecretRules.FORMAT_OF_SERVICE_ACCOUNTS,
        message = PullSecretRules.FORMAT_OF_SERVICE_ACCOUNTS_MESSAGE,
        fieldPath = ".serviceAccounts")
public record ClusterEcrPullSecretSpec(
        @JsonPropertyDescription(
                "The registries that the Secrets open, 1 to 16; as in EcrPullSecret. One token per region serves every"
                        + " namespace. Adding or removing one changes the Secrets at once. Cannot be removed.")
        @Required
        @Size(min = 1, max = 16)
        List<PullRegistry> registries,

        @JsonPropertyDescription(
                "How the Secrets look. Removing it means a Secret with the name of this object in every"
                        + " namespace, of the format DockerConfigJson.")
        PullSecretTemplate secret,

        @JsonPropertyDescription(
                "The ServiceAccounts of every selected namespace that get the Secret into their imagePullSecrets; as in"
                        + " EcrPullSecret. Removing it takes away what the operator had added.")
        PullServiceAccounts serviceAccounts,

        @JsonPropertyDescription(
                "Asks the registries whether the login may pull, each time that there is another one, and says so in"
                        + " the condition PullVerified; as in EcrPullSecret. Removing it ends that.")
        PullProbe probe,

        @JsonPropertyDescription(
                "The namespaces that get the Secret, by label; {} selects all of them, those to come too, but"
                        + " kube-system, kube-public and kube-node-lease. To select one of these, name it by its label"
                        + " kubernetes.io/metadata.name, in matchLabels or with the operator In. A namespace that is no"
                        + " longer selected loses the Secret. Cannot be removed.")
        @Required
        NamespaceSelector namespaceSelector,

        @JsonPropertyDescription(
                "Names of namespaces that do not get the Secret although they are selected; * stands for any"
                        + " characters, as in istio-*. Adding one takes the Secret away there, removing one brings it.")
        @Size(max = 256)
        @ValidationRule(value = NameRules.NAMESPACE_PATTERNS, messageExpression = NameRules.NAMESPACE_PATTERNS_MESSAGE)
        List<@Size(max = 63) String> excludeNamespaces)
        implements Whole {

    /** Namespaces that every cluster has; who can read Secrets there is not to get logins by the way. */
    private static final Set<String> OF_THE_SYSTEM = Set.of("kube-system", "kube-public", "kube-node-lease");

    /** Copies the lists, so that a spec never changes. */
    public ClusterEcrPullSecretSpec {
        registries = Copies.of(registries);
        excludeNamespaces = Copies.of(excludeNamespaces);
    }

    @Override
    public boolean lacksNothing() {
        return inEachNamespace().lacksNothing() && namespaceSelector != null && namespaceSelector.lacksNothing();
    }

    /** What every selected namespace gets. */
    public EcrPullSecretSpec inEachNamespace() {
        return new EcrPullSecretSpec(registries, secret, serviceAccounts, probe);
    }

    /** Whether the namespace of that name and with those labels, which may be null, is to have the Secret. */
    public boolean selects(String name, Map<String, String> labels) {
        return namespaceSelector != null
                && namespaceSelector.matches(labels)
                && (!OF_THE_SYSTEM.contains(name) || namespaceSelector.names(name))
                && (excludeNamespaces == null
                        || excludeNamespaces.stream()
                                .noneMatch(excluded -> excluded != null && new NamePattern(excluded).matches(name)));
    }
}
