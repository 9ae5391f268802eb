package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which registries, and how the Secret looks. {@code null} means the default that the description of the field names. */
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
public record EcrPullSecretSpec(
        @JsonPropertyDescription(
                "The registries that the Secret opens, 1 to 16. One token per region serves every object that names"
                        + " the region. A registry whose token cannot be renewed keeps the last one until that"
                        + " expires, and does not hold up the others. Adding or removing one changes the Secret at"
                        + " once. Cannot be removed.")
        @Required
        @Size(min = 1, max = 16)
        List<PullRegistry> registries,

        @JsonPropertyDescription(
                "How the Secret looks. Removing it means a Secret with the name of this object, of the format"
                        + " DockerConfigJson.")
        PullSecretTemplate secret,

        @JsonPropertyDescription(
                "The ServiceAccounts of the namespace that get the Secret into their imagePullSecrets; what else is"
                        + " listed there stays. Takes an operator that runs with"
                        + " ecr-operator.pull-secrets.service-accounts-enabled=true. Removing it takes away what the"
                        + " operator had added.")
        PullServiceAccounts serviceAccounts,

        @JsonPropertyDescription(
                "Asks the registries whether the login may pull, each time that the Secret gets another one, and"
                        + " says so in the condition PullVerified. Takes HTTPS from the operator's pod to the"
                        + " registries; costs one small request per region and login. Denied means not Ready. Removing"
                        + " it ends that. ECR Public is not asked.")
        PullProbe probe)
        implements Whole {

    /** Copies the list, so that a spec never changes. */
    public EcrPullSecretSpec {
        registries = Copies.of(registries);
    }

    @Override
    public boolean lacksNothing() {
        return registries != null && (serviceAccounts == null || serviceAccounts.lacksNothing());
    }

    /** The name of the Secret for an object of that name. */
    public String secretName(String objectName) {
        return secret == null || secret.name() == null ? objectName : secret.name();
    }

    /** Whether the ServiceAccount of that name gets the Secret. */
    public boolean isFor(String serviceAccount) {
        return serviceAccounts != null && serviceAccounts.selects(serviceAccount);
    }
}
