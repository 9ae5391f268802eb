package io.ecroperator.attachment;

import static java.util.stream.Collectors.joining;

import io.ecroperator.api.v1alpha1.AttachedBy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus.Lifecycle;
import io.ecroperator.api.v1alpha1.LifecyclePolicy;
import io.ecroperator.api.v1alpha1.OnDelete;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.api.v1alpha1.RepositorySelector;
import io.ecroperator.attachment.Attachment.Attached;
import io.ecroperator.attachment.Attachment.Detached;
import io.ecroperator.attachment.Attachment.None;
import io.ecroperator.attachment.Attachment.Unsettled;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides which of the shared policies a repository gets: what the EcrRepository says itself goes first, then its
 * {@code ref}, then the selector, then the patterns. Pure.
 */
public final class Attachments {

    private static final String SOURCE = EcrLifecyclePolicy.class.getSimpleName() + "/";

    private Attachments() {}

    /** How a policy is named in the status of the repositories that have it. */
    public static String source(String policy) {
        return SOURCE + policy;
    }

    /** What the policies of the repository's namespace mean for it. */
    public static Attachment of(EcrRepository repository, Collection<EcrLifecyclePolicy> policies) {
        if (repository.getSpec() == null) {
            return new None();
        }
        LifecyclePolicy own = repository.getSpec().lifecyclePolicy();
        if (own == null) {
            return byPolicy(repository, policies);
        }
        return own.ref() == null ? new None() : byReference(own.ref().name(), policies);
    }

    /** Whether a change of the policy may mean something for the repository. */
    public static boolean concerns(EcrLifecyclePolicy policy, EcrRepository repository) {
        LifecyclePolicy own =
                repository.getSpec() == null ? null : repository.getSpec().lifecyclePolicy();
        boolean named = own != null
                && own.ref() != null
                && name(policy).equals(own.ref().name());
        return named
                || has(repository, name(policy))
                || (own == null && (selects(policy, repository) || matches(policy, repository)));
    }

    /** Whether the status of a repository, which may be null, says that ECR has what the attachment asks for. */
    public static boolean stands(EcrRepositoryStatus status, Attachment attachment) {
        return switch (attachment) {
            case Attached(var policy, var by, var document) ->
                status != null
                        && status.lifecycle() != null
                        && source(policy).equals(status.lifecycle().source())
                        && document.digest().equals(status.lifecycle().digest());
            case Detached detached -> false;
            case None none -> true;
            case Unsettled unsettled -> true;
        };
    }

    /** Whether the status of the repository says that it has the policy in ECR. */
    public static boolean has(EcrRepository repository, String policy) {
        return recorded(repository)
                .filter(lifecycle -> source(policy).equals(lifecycle.source()))
                .isPresent();
    }

    private static Attachment byReference(String name, Collection<EcrLifecyclePolicy> policies) {
        Optional<EcrLifecyclePolicy> policy = named(name, policies);
        if (policy.isEmpty()) {
            return notFound(name, "does not exist in this namespace");
        }
        if (policy.get().isMarkedForDeletion()) {
            return onDelete(policy.get()) == OnDelete.REMOVE
                    ? new Detached(name, AttachedBy.REF)
                    : notFound(name, "is being deleted");
        }
        return attached(policy.get(), AttachedBy.REF);
    }

    /** Whether a pattern of the policy matches a repository's name in ECR. */
    public static boolean matches(EcrLifecyclePolicy policy, String repositoryName) {
        return policy.getSpec() != null
                && RepositoryNamePatterns.match(policy.getSpec().repositoryNamePatterns(), repositoryName);
    }

    /** Names mean repositories of one registry: those of another one are not the ones that whoever wrote the pattern knows. */
    private static boolean matches(EcrLifecyclePolicy policy, EcrRepository repository) {
        return RegistryRef.same(policy.registryRef(), repository.registryRef())
                && matches(policy, repository.effectiveRepositoryName());
    }

    private static Attachment byPolicy(EcrRepository repository, Collection<EcrLifecyclePolicy> policies) {
        Optional<EcrLifecyclePolicy> unreadable =
                former(repository, policies).filter(policy -> policy.getSpec() == null);
        if (unreadable.isPresent()) { // its selector and patterns may still mean the repository
            return attached(unreadable.get(), recorded(repository).orElseThrow().attachedBy());
        }
        List<EcrLifecyclePolicy> standing = policies.stream()
                .filter(policy -> !policy.isMarkedForDeletion())
                .toList();
        List<EcrLifecyclePolicy> selecting =
                standing.stream().filter(policy -> selects(policy, repository)).toList();
        if (!selecting.isEmpty()) {
            return one(repository, selecting, AttachedBy.REPOSITORY_SELECTOR);
        }
        List<EcrLifecyclePolicy> matching =
                standing.stream().filter(policy -> matches(policy, repository)).toList();
        return matching.isEmpty()
                ? formerlyByPolicy(repository, policies)
                : one(repository, matching, AttachedBy.REPOSITORY_NAME_PATTERN);
    }

    private static Attachment one(EcrRepository repository, List<EcrLifecyclePolicy> found, AttachedBy by) {
        return found.size() == 1 ? attached(found.getFirst(), by) : contested(repository, found);
    }

    /** Only a policy that is still there can say whether to take away what it had set. */
    private static Attachment formerlyByPolicy(EcrRepository repository, Collection<EcrLifecyclePolicy> policies) {
        return former(repository, policies)
                .filter(policy -> onDelete(policy) == OnDelete.REMOVE)
                .<Attachment>map(policy -> new Detached(
                        name(policy), recorded(repository).orElseThrow().attachedBy()))
                .orElseGet(None::new);
    }

    /** The policy whose own word had given the repository its rules. */
    private static Optional<EcrLifecyclePolicy> former(
            EcrRepository repository, Collection<EcrLifecyclePolicy> policies) {
        return recorded(repository)
                .filter(lifecycle -> byWordOfThePolicy(lifecycle.attachedBy()))
                .flatMap(lifecycle -> named(lifecycle.source().substring(SOURCE.length()), policies));
    }

    private static boolean byWordOfThePolicy(AttachedBy by) {
        return by == AttachedBy.REPOSITORY_SELECTOR || by == AttachedBy.REPOSITORY_NAME_PATTERN;
    }

    private static Attachment attached(EcrLifecyclePolicy policy, AttachedBy by) {
        try {
            LifecyclePolicyDocument document = document(policy);
            List<String> violations = document.violations();
            return violations.isEmpty()
                    ? new Attached(name(policy), by, document)
                    : unusable(policy, by, violations.stream().limit(Noun.NAMED).collect(joining("; ")));
        } catch (PolicySyntaxException e) {
            return unusable(policy, by, e.getMessage());
        }
    }

    /**
     * The document of a policy.
     *
     * @throws PolicySyntaxException when its spec cannot be read or its text is no policy
     */
    public static LifecyclePolicyDocument document(EcrLifecyclePolicy policy) {
        if (policy.getSpec() == null) {
            throw new PolicySyntaxException("spec cannot be read: it is missing or does not fit the schema");
        }
        return LifecycleDocuments.of(policy.getSpec().rules(), policy.getSpec().policyText());
    }

    private static Unsettled unusable(EcrLifecyclePolicy policy, AttachedBy by, String why) {
        return new Unsettled(
                Reason.INVALID_LIFECYCLE_POLICY,
                "EcrLifecyclePolicy " + name(policy)
                        + switch (by) {
                            case REF -> "";
                            case REPOSITORY_SELECTOR -> ", attached by its repositorySelector,";
                            case REPOSITORY_NAME_PATTERN -> ", attached by its repositoryNamePatterns,";
                        }
                        + " cannot be used: " + why + ". ECR keeps the lifecycle policy that it has. Correct that"
                        + " EcrLifecyclePolicy.",
                names(List.of(policy)),
                by == AttachedBy.REF);
    }

    private static Unsettled notFound(String name, String why) {
        return new Unsettled(
                Reason.LIFECYCLE_POLICY_NOT_FOUND,
                "spec.lifecyclePolicy.ref: EcrLifecyclePolicy " + name + " " + why + "; ECR keeps the policy that it"
                        + " has. " + Reason.LIFECYCLE_POLICY_NOT_FOUND.remedy(),
                new TreeSet<>(List.of(name)),
                true);
    }

    private static Unsettled contested(EcrRepository repository, List<EcrLifecyclePolicy> selecting) {
        SortedSet<String> names = names(selecting);
        return new Unsettled(
                Reason.CONFLICT,
                "EcrRepository " + repository.getMetadata().getName()
                        + " is selected or matched by EcrLifecyclePolicies "
                        + names.stream().collect(joining(" and ")) + "; ECR keeps the lifecycle policy that it has. "
                        + Reason.CONFLICT.remedy(),
                names,
                false);
    }

    private static boolean selects(EcrLifecyclePolicy policy, EcrRepository repository) {
        RepositorySelector selector =
                policy.getSpec() == null ? null : policy.getSpec().repositorySelector();
        return selector != null && selector.matches(repository.getMetadata().getLabels());
    }

    /** What the status of the repository remembers of a shared policy. */
    public static Optional<Lifecycle> recorded(EcrRepository repository) {
        return Optional.ofNullable(repository.getStatus())
                .map(status -> status.lifecycle())
                .filter(lifecycle ->
                        lifecycle.source() != null && lifecycle.source().startsWith(SOURCE));
    }

    /** What becomes of the rules once the policy no longer means a repository; a spec that cannot be read is no consent. */
    public static OnDelete onDelete(EcrLifecyclePolicy policy) {
        if (policy.getSpec() == null) {
            return OnDelete.LEAVE;
        }
        return policy.getSpec().onDelete() == null
                ? OnDelete.REMOVE
                : policy.getSpec().onDelete();
    }

    private static Optional<EcrLifecyclePolicy> named(String name, Collection<EcrLifecyclePolicy> policies) {
        return policies.stream().filter(policy -> name(policy).equals(name)).findFirst();
    }

    private static SortedSet<String> names(List<EcrLifecyclePolicy> policies) {
        SortedSet<String> names = new TreeSet<>();
        policies.forEach(policy -> names.add(name(policy)));
        return names;
    }

    private static String name(EcrLifecyclePolicy policy) {
        return policy.getMetadata().getName();
    }
}
