package io.ecroperator.repository;

import io.ecroperator.access.Access;
import io.ecroperator.access.Power;
import io.ecroperator.api.v1alpha1.AdoptionPolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositorySpec;
import io.ecroperator.api.v1alpha1.EncryptionConfiguration;
import io.ecroperator.api.v1alpha1.ImageTagMutability;
import io.ecroperator.api.v1alpha1.ImageTagMutabilityExclusionFilter;
import io.ecroperator.api.v1alpha1.RecreatePolicy;
import io.ecroperator.api.v1alpha1.RegistryDefaults;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.attachment.Attachment;
import io.ecroperator.attachment.PolicyDocuments;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.managed.Resolution;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.status.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns a spec into what it asks of ECR, or into the sentence that says why ECR would refuse it. Pure: no call is made
 * for a spec that is refused here.
 */
public final class RepositoryResolver {

    /** So many violations are named; the rest is counted. */
    private static final int NAMED_VIOLATIONS = 5;

    private static final PolicyDocument NO_RULES = PolicyDocuments.ofRules(List.of(), null);
    private static final PolicyDocument NO_STATEMENTS = PolicyDocuments.ofStatements(List.of(), null);

    private final Cluster cluster;

    /** The cluster's name becomes part of the ownership tag. */
    public RepositoryResolver(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Reads the object's spec, and what the shared policies mean for it.
     *
     * @param access what the object's namespace may do in the object's registry
     * @param defaults what repositories get there where their spec says nothing
     */
    public Resolution<DesiredRepository> resolve(
            EcrRepository object, PolicyAttachments attachments, Access access, Optional<RegistryDefaults> defaults) {
        EcrRepositorySpec spec = object.getSpec();
        Optional<PolicyDocument> lifecyclePolicy;
        try {
            lifecyclePolicy = document(
                    attachments.lifecycle(),
                    spec.lifecyclePolicy(),
                    own -> PolicyDocuments.ofRules(own.rules(), own.policyText()),
                    NO_RULES);
        } catch (PolicySyntaxException e) {
            return refused(Reason.INVALID_LIFECYCLE_POLICY, "lifecyclePolicy.policyText", List.of(e.getMessage()));
        }
        Optional<PolicyDocument> repositoryPolicy;
        try {
            repositoryPolicy = document(
                    attachments.repository(),
                    spec.repositoryPolicy(),
                    own -> PolicyDocuments.ofStatements(own.statements(), own.policyText()),
                    NO_STATEMENTS);
        } catch (PolicySyntaxException e) {
            return refused(Reason.INVALID_REPOSITORY_POLICY, "repositoryPolicy.policyText", List.of(e.getMessage()));
        }
        List<String> lifecycleViolations = violations(lifecyclePolicy);
        if (!lifecycleViolations.isEmpty()) {
            return refused(Reason.INVALID_LIFECYCLE_POLICY, "lifecyclePolicy", lifecycleViolations);
        }
        List<String> policyViolations = violations(repositoryPolicy);
        if (!policyViolations.isEmpty()) {
            return refused(Reason.INVALID_REPOSITORY_POLICY, "repositoryPolicy", policyViolations);
        }
        DesiredRepository desired =
                desired(object, spec, attachments, lifecyclePolicy, repositoryPolicy, access, defaults);
        return new Resolution.Resolved<>(desired, RepositoryRemarks.of(object, desired));
    }

    /**
     * The document that a repository is to have.
     *
     * @param own what the spec says itself; null if nothing
     * @param none the document that removes a policy
     */
    private static <P> Optional<PolicyDocument> document(
            Attachment attachment, P own, Function<P, PolicyDocument> reading, PolicyDocument none) {
        return switch (attachment) {
            case Attachment.Attached attached -> Optional.of(attached.document());
            case Attachment.Detached gone -> Optional.of(none);
            case Attachment.Unsettled unsettled -> Optional.empty();
            case Attachment.None nothing -> Optional.ofNullable(own).map(reading);
        };
    }

    private static List<String> violations(Optional<PolicyDocument> policy) {
        return policy.filter(document -> !document.isEmpty())
                .map(PolicyDocument::violations)
                .orElse(List.of());
    }

    private static boolean mayLockOut(EcrRepositorySpec spec, Attachment attachment) {
        return attachment instanceof Attachment.Attached attached
                ? attached.mayLockOut()
                : spec.repositoryPolicy() != null
                        && Boolean.TRUE.equals(spec.repositoryPolicy().allowLockout());
    }

    private DesiredRepository desired(
            EcrRepository object,
            EcrRepositorySpec spec,
            PolicyAttachments attachments,
            Optional<PolicyDocument> lifecyclePolicy,
            Optional<PolicyDocument> repositoryPolicy,
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
                repositoryPolicy,
                attachments,
                mayLockOut(spec, attachments.repository()),
                Optional.ofNullable(spec.adoptionPolicy()).orElse(AdoptionPolicy.IF_OWNED),
                access.missing(
                        Power.ADOPTION_POLICY_ALWAYS,
                        RegistryKind.ECR_REPOSITORY,
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

    private static Resolution<DesiredRepository> refused(Reason reason, String field, List<String> violations) {
        String named = violations.stream().limit(NAMED_VIOLATIONS).collect(Collectors.joining("; "));
        int more = violations.size() - NAMED_VIOLATIONS;
        return new Resolution.Refused<>(
                reason, "spec." + field + ": " + named + (more > 0 ? "; and " + more + " more" : "") + ".");
    }
}
