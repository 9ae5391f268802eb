package io.ecroperator.attachment;

import static java.util.stream.Collectors.joining;

import io.ecroperator.api.v1alpha1.AttachedBy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.api.v1alpha1.OnDelete;
import io.ecroperator.api.v1alpha1.RegistryRef;
import io.ecroperator.api.v1alpha1.RepositorySelector;
import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.attachment.Attachment.Attached;
import io.ecroperator.attachment.Attachment.Detached;
import io.ecroperator.attachment.Attachment.None;
import io.ecroperator.attachment.Attachment.Unsettled;
import io.ecroperator.attachment.PolicyKind.OwnWord;
import io.ecroperator.attachment.PolicyKind.Recorded;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides which of the shared policies of one kind a repository gets: what the EcrRepository says itself goes first, then
 * its {@code ref}, then the selector, then the patterns. Pure.
 *
 * @param kind the kind of policies
 */
public record Attachments(PolicyKind kind) {

    /** Of lifecycle policies. */
    public static final Attachments LIFECYCLE = new Attachments(PolicyKind.LIFECYCLE);

    /** Of repository policies. */
    public static final Attachments REPOSITORY = new Attachments(PolicyKind.REPOSITORY);

    /** How a policy is named in the status of the repositories that have it. */
    public String source(String policy) {
        return kind.prefix() + policy;
    }

    /** What the policies of the repository's namespace mean for it. */
    public Attachment of(EcrRepository repository, Collection<? extends SharedPolicy> policies) {
        if (repository.getSpec() == null) {
            return new None();
        }
        Optional<OwnWord> own = kind.ownWord(repository.getSpec());
        if (own.isEmpty()) {
            return byPolicy(repository, policies);
        }
        return own.get().ref().map(name -> byReference(name, policies)).orElseGet(None::new);
    }

    /** Whether a change of the policy may mean something for the repository. */
    public boolean concerns(SharedPolicy policy, EcrRepository repository) {
        Optional<OwnWord> own = Optional.ofNullable(repository.getSpec()).flatMap(kind::ownWord);
        boolean named = own.flatMap(OwnWord::ref).filter(name(policy)::equals).isPresent();
        return named
                || has(repository, name(policy))
                || (own.isEmpty() && (selects(policy, repository) || matches(policy, repository)));
    }

    /** Whether the status of a repository, which may be null, says that ECR has what the attachment asks for. */
    public boolean stands(EcrRepositoryStatus status, Attachment attachment) {
        return switch (attachment) {
            case Attached(var policy, var by, var document, var mayLockOut) ->
                kind.recorded(status)
                        .filter(recorded -> source(policy).equals(recorded.source())
                                && document.digest().equals(recorded.digest()))
                        .isPresent();
            case Detached detached -> false;
            case None none -> true;
            case Unsettled unsettled -> true;
        };
    }

    /** Whether the status of the repository says that it has the policy in ECR. */
    public boolean has(EcrRepository repository, String policy) {
        return kind.recorded(repository.getStatus())
                .filter(recorded -> source(policy).equals(recorded.source()))
                .isPresent();
    }

    private Attachment byReference(String name, Collection<? extends SharedPolicy> policies) {
        Optional<SharedPolicy> policy = named(name, policies);
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
    public static boolean matches(SharedPolicy policy, String repositoryName) {
        return policy.getSpec() != null
                && RepositoryNamePatterns.match(policy.getSpec().repositoryNamePatterns(), repositoryName);
    }

    /** Names mean repositories of one registry: those of another one are not the ones that whoever wrote the pattern knows. */
    private static boolean matches(SharedPolicy policy, EcrRepository repository) {
        return RegistryRef.same(policy.registryRef(), repository.registryRef())
                && matches(policy, repository.effectiveRepositoryName());
    }

    private Attachment byPolicy(EcrRepository repository, Collection<? extends SharedPolicy> policies) {
        Optional<SharedPolicy> unreadable = former(repository, policies).filter(policy -> policy.getSpec() == null);
        if (unreadable.isPresent()) { // its selector and patterns may still mean the repository
            return attached(unreadable.get(), attached(repository).orElseThrow().attachedBy());
        }
        List<? extends SharedPolicy> standing = policies.stream()
                .filter(policy -> !policy.isMarkedForDeletion())
                .toList();
        List<? extends SharedPolicy> selecting =
                standing.stream().filter(policy -> selects(policy, repository)).toList();
        if (!selecting.isEmpty()) {
            return one(repository, selecting, AttachedBy.REPOSITORY_SELECTOR);
        }
        List<? extends SharedPolicy> matching =
                standing.stream().filter(policy -> matches(policy, repository)).toList();
        return matching.isEmpty()
                ? formerlyByPolicy(repository, policies)
                : one(repository, matching, AttachedBy.REPOSITORY_NAME_PATTERN);
    }

    private Attachment one(EcrRepository repository, List<? extends SharedPolicy> found, AttachedBy by) {
        return found.size() == 1 ? attached(found.getFirst(), by) : contested(repository, found);
    }

    /** Only a policy that is still there can say whether to take away what it had set. */
    private Attachment formerlyByPolicy(EcrRepository repository, Collection<? extends SharedPolicy> policies) {
        return former(repository, policies)
                .filter(policy -> onDelete(policy) == OnDelete.REMOVE)
                .<Attachment>map(policy -> new Detached(
                        name(policy), attached(repository).orElseThrow().attachedBy()))
                .orElseGet(None::new);
    }

    /** The policy whose own word had given the repository its rules. */
    private Optional<SharedPolicy> former(EcrRepository repository, Collection<? extends SharedPolicy> policies) {
        return attached(repository)
                .filter(recorded -> byWordOfThePolicy(recorded.attachedBy()))
                .flatMap(recorded ->
                        named(recorded.source().substring(kind.prefix().length()), policies));
    }

    private static boolean byWordOfThePolicy(AttachedBy by) {
        return by == AttachedBy.REPOSITORY_SELECTOR || by == AttachedBy.REPOSITORY_NAME_PATTERN;
    }

    private Attachment attached(SharedPolicy policy, AttachedBy by) {
        try {
            PolicyDocument document = document(policy);
            List<String> violations = document.violations();
            return violations.isEmpty()
                    ? new Attached(name(policy), by, document, policy.getSpec().mayLockOut())
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
    public static PolicyDocument document(SharedPolicy policy) {
        if (policy.getSpec() == null) {
            throw new PolicySyntaxException("spec cannot be read: it is missing or does not fit the schema");
        }
        return PolicyDocuments.of(policy.getSpec());
    }

    private Unsettled unusable(SharedPolicy policy, AttachedBy by, String why) {
        return new Unsettled(
                kind.invalid(),
                kind.kind() + " " + name(policy)
                        + switch (by) {
                            case REF -> "";
                            case REPOSITORY_SELECTOR -> ", attached by its repositorySelector,";
                            case REPOSITORY_NAME_PATTERN -> ", attached by its repositoryNamePatterns,";
                        }
                        + " cannot be used: " + why + ". ECR keeps the " + kind.noun() + " that it has. Correct that "
                        + kind.kind() + ".",
                names(List.of(policy)),
                by == AttachedBy.REF);
    }

    private Unsettled notFound(String name, String why) {
        return new Unsettled(
                kind.notFound(),
                "spec." + kind.field() + ".ref: " + kind.kind() + " " + name + " " + why
                        + "; ECR keeps the policy that it has. "
                        + kind.notFound().remedy(),
                new TreeSet<>(List.of(name)),
                true);
    }

    private Unsettled contested(EcrRepository repository, List<? extends SharedPolicy> selecting) {
        SortedSet<String> names = names(selecting);
        return new Unsettled(
                Reason.CONFLICT,
                "EcrRepository " + repository.getMetadata().getName()
                        + " is selected or matched by " + kind.plural() + " "
                        + names.stream().collect(joining(" and ")) + "; ECR keeps the " + kind.noun() + " that it has. "
                        + Reason.CONFLICT.remedy(),
                names,
                false);
    }

    private static boolean selects(SharedPolicy policy, EcrRepository repository) {
        RepositorySelector selector =
                policy.getSpec() == null ? null : policy.getSpec().repositorySelector();
        return selector != null && selector.matches(repository.getMetadata().getLabels());
    }

    /** What the status of the repository remembers of a shared policy. */
    private Optional<Recorded> attached(EcrRepository repository) {
        return kind.recorded(repository.getStatus())
                .filter(recorded ->
                        recorded.source() != null && recorded.source().startsWith(kind.prefix()));
    }

    /** What becomes of its policy in ECR once it no longer means a repository; a spec that cannot be read is no consent. */
    public static OnDelete onDelete(SharedPolicy policy) {
        if (policy.getSpec() == null) {
            return OnDelete.LEAVE;
        }
        return policy.getSpec().onDelete() == null
                ? OnDelete.REMOVE
                : policy.getSpec().onDelete();
    }

    private static Optional<SharedPolicy> named(String name, Collection<? extends SharedPolicy> policies) {
        return policies.stream()
                .filter(policy -> name(policy).equals(name))
                .<SharedPolicy>map(policy -> policy)
                .findFirst();
    }

    private static SortedSet<String> names(List<? extends SharedPolicy> policies) {
        SortedSet<String> names = new TreeSet<>();
        policies.forEach(policy -> names.add(name(policy)));
        return names;
    }

    private static String name(SharedPolicy policy) {
        return policy.getMetadata().getName();
    }
}
