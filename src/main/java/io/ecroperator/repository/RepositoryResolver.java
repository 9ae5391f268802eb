package io.ecroperator.repository;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.access.Access;
import io.ecroperator.access.Power;
import io.ecroperator.api.v1alpha1.AdoptionPolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositorySpec;
import io.ecroperator.api.v1alpha1.EncryptionConfiguration;
import io.ecroperator.api.v1alpha1.ImageTagMutability;
import io.ecroperator.api.v1alpha1.ImageTagMutabilityExclusionFilter;
import io.ecroperator.api.v1alpha1.PolicyStatement;
import io.ecroperator.api.v1alpha1.RecreatePolicy;
import io.ecroperator.api.v1alpha1.RegistryDefaults;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.api.v1alpha1.RepositoryPolicy;
import io.ecroperator.attachment.Attachment;
import io.ecroperator.attachment.PolicyDocuments;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.managed.Resolution;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.policy.RepositoryPolicyDocument;
import io.ecroperator.status.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Turns a spec into what it asks of ECR, or into the sentence that says why ECR would refuse it. Pure: no call is made
 * for a spec that is refused here.
 */
public final class RepositoryResolver {

    /** So many violations are named; the rest is counted. */
    private static final int NAMED_VIOLATIONS = 5;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Cluster cluster;

    /** The cluster's name becomes part of the ownership tag. */
    public RepositoryResolver(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Reads the object's spec, and what the shared lifecycle policies mean for it.
     *
     * @param access what the object's namespace may do in the object's registry
     * @param defaults what repositories get there where their spec says nothing
     */
    public Resolution<DesiredRepository> resolve(
            EcrRepository object, Attachment attachment, Access access, Optional<RegistryDefaults> defaults) {
        EcrRepositorySpec spec = object.getSpec();
        Optional<PolicyDocument> lifecyclePolicy;
        try {
            lifecyclePolicy = lifecyclePolicy(spec, attachment);
        } catch (PolicySyntaxException e) {
            return refused(Reason.INVALID_LIFECYCLE_POLICY, "lifecyclePolicy.policyText", List.of(e.getMessage()));
        }
        Optional<RepositoryPolicyDocument> repositoryPolicy;
        try {
            repositoryPolicy = Optional.ofNullable(spec.repositoryPolicy()).map(this::document);
        } catch (PolicySyntaxException e) {
            return refused(Reason.INVALID_REPOSITORY_POLICY, "repositoryPolicy.policyText", List.of(e.getMessage()));
        }
        List<String> lifecycleViolations = lifecyclePolicy
                .filter(document -> !document.isEmpty())
                .map(PolicyDocument::violations)
                .orElse(List.of());
        if (!lifecycleViolations.isEmpty()) {
            return refused(Reason.INVALID_LIFECYCLE_POLICY, "lifecyclePolicy", lifecycleViolations);
        }
        List<String> policyViolations = repositoryPolicy
                .filter(document -> !document.isEmpty())
                .map(RepositoryPolicyDocument::violations)
                .orElse(List.of());
        if (!policyViolations.isEmpty()) {
            return refused(Reason.INVALID_REPOSITORY_POLICY, "repositoryPolicy", policyViolations);
        }
        DesiredRepository desired =
                desired(object, spec, attachment, lifecyclePolicy, repositoryPolicy, access, defaults);
        return new Resolution.Resolved<>(desired, RepositoryRemarks.of(object, desired));
    }

    private static Optional<PolicyDocument> lifecyclePolicy(EcrRepositorySpec spec, Attachment attachment) {
        return switch (attachment) {
            case Attachment.Attached(var policy, var by, var document) -> Optional.of(document);
            case Attachment.Detached gone -> Optional.of(PolicyDocuments.ofRules(List.of(), null));
            case Attachment.Unsettled unsettled -> Optional.empty();
            case Attachment.None none ->
                Optional.ofNullable(spec.lifecyclePolicy())
                        .map(inline -> PolicyDocuments.ofRules(inline.rules(), inline.policyText()));
        };
    }

    private DesiredRepository desired(
            EcrRepository object,
            EcrRepositorySpec spec,
            Attachment attachment,
            Optional<PolicyDocument> lifecyclePolicy,
            Optional<RepositoryPolicyDocument> repositoryPolicy,
            Access access,
            Optional<RegistryDefaults> defaults) {
        return new DesiredRepository(
                object.effectiveRepositoryName(),
                Optional.ofNullable(spec.registryRef()).map(RegistryRef::name),
                cluster.owner(object),
                cluster.uid(),
                mutability(spec.imageTagMutability(), spec.imageTagMutabilityExclusionFilters())
                        .or(() -> defaults.flatMap(each ->
                                mutability(each.imageTagMutability(), each.imageTagMutabilityExclusionFilters()))),
                Optional.ofNullable(spec.imageScanningConfiguration())
                        .or(() -> defaults.map(RegistryDefaults::imageScanningConfiguration))
                        .map(scanning -> Boolean.TRUE.equals(scanning.scanOnPush())),
                Optional.ofNullable(spec.encryptionConfiguration()).map(RepositoryResolver::encryption),
                defaults.map(RegistryDefaults::encryptionConfiguration).map(RepositoryResolver::encryption),
                tags(spec.tags(), defaults.map(RegistryDefaults::tags)),
                lifecyclePolicy,
                attachment,
                repositoryPolicy,
                spec.repositoryPolicy() != null
                        && Boolean.TRUE.equals(spec.repositoryPolicy().allowLockout()),
                Optional.ofNullable(spec.adoptionPolicy()).orElse(AdoptionPolicy.IF_OWNED),
                access.missing(
                        Power.ADOPTION_POLICY_ALWAYS,
                        object.getMetadata().getNamespace(),
                        object.effectiveRepositoryName()),
                Optional.ofNullable(spec.recreatePolicy()).orElse(RecreatePolicy.RECREATE));
    }

    private static Optional<TagMutability> mutability(
            ImageTagMutability mutability, List<ImageTagMutabilityExclusionFilter> filters) {
        return Optional.ofNullable(mutability).map(wanted -> new TagMutability(wanted.name(), filters(filters)));
    }

    private static SortedSet<String> filters(List<ImageTagMutabilityExclusionFilter> filters) {
        return filters == null
                ? new TreeSet<>()
                : filters.stream()
                        .map(ImageTagMutabilityExclusionFilter::filter)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The object's own tags go before those of the registry. */
    private static Optional<Map<String, String>> tags(Map<String, String> own, Optional<Map<String, String>> defaults) {
        if (own == null) {
            return defaults.map(Map::copyOf);
        }
        Map<String, String> all = new HashMap<>(defaults.orElse(Map.of()));
        all.putAll(own);
        return Optional.of(Map.copyOf(all));
    }

    private static Encryption encryption(EncryptionConfiguration configuration) {
        return new Encryption(configuration.encryptionType().name(), configuration.kmsKey());
    }

    private RepositoryPolicyDocument document(RepositoryPolicy policy) {
        if (policy.statements() == null) {
            return RepositoryPolicyDocument.parse(policy.policyText() == null ? "" : policy.policyText());
        }
        ObjectNode document = mapper.createObjectNode();
        document.put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        policy.statements().forEach(statement -> statements.add(statement(statement)));
        return RepositoryPolicyDocument.of(document);
    }

    private ObjectNode statement(PolicyStatement statement) {
        ObjectNode node = mapper.createObjectNode();
        putUnlessNull(node, "Sid", statement.sid());
        putUnlessNull(node, "Effect", statement.effect());
        putUnlessNull(node, "Principal", statement.principal());
        putUnlessNull(node, "NotPrincipal", statement.notPrincipal());
        putUnlessNull(node, "Action", statement.action());
        putUnlessNull(node, "NotAction", statement.notAction());
        putUnlessNull(node, "Condition", statement.condition());
        return node;
    }

    private void putUnlessNull(ObjectNode node, String key, Object value) {
        if (value != null) {
            node.set(key, mapper.valueToTree(value));
        }
    }

    private static Resolution<DesiredRepository> refused(Reason reason, String field, List<String> violations) {
        String named = violations.stream().limit(NAMED_VIOLATIONS).collect(Collectors.joining("; "));
        int more = violations.size() - NAMED_VIOLATIONS;
        return new Resolution.Refused<>(
                reason, "spec." + field + ": " + named + (more > 0 ? "; and " + more + " more" : "") + ".");
    }
}
