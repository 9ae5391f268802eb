package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.TemplateOccasion;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.policy.PolicyDocument;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a spec asks of ECR. An empty optional is a field that is absent, and so unmanaged; an empty text, map or document asks for
 * none.
 *
 * @param encryption without a key that of ECR stays; an empty one is the key that AWS manages
 * @param adopts whether a template is taken over that the status does not record
 */
record DesiredTemplate(
        String prefix,
        Set<String> appliedFor,
        Optional<String> description,
        Optional<Encryption> encryption,
        Optional<Map<String, String>> resourceTags,
        Optional<TagMutability> tagMutability,
        Optional<PolicyDocument> repositoryPolicy,
        Optional<PolicyDocument> lifecyclePolicy,
        Optional<String> customRoleArn,
        boolean adopts) {

    /** Whether a push to a repository that is not there creates it. */
    boolean createsOnPush() {
        return appliedFor.contains(TemplateOccasion.CREATE_ON_PUSH.name());
    }
}
