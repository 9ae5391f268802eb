package io.ecroperator.cli.export;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicySpec;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicySpec;
import io.ecroperator.api.v1alpha1.LifecycleRule;
import io.ecroperator.api.v1alpha1.PolicyStatement;
import io.ecroperator.cli.export.account.FoundRepository;
import io.ecroperator.cli.export.object.ExportedObject;
import io.ecroperator.cli.export.object.Frame;
import io.ecroperator.cli.export.object.TypedPolicies;
import io.ecroperator.cli.export.object.TypedPolicies.Written;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.policy.RepositoryPolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The policies that several repositories have with the same meaning, whatever their spelling: each becomes one EcrLifecyclePolicy
 * or EcrRepositoryPolicy, which these repositories name. A policy that names its own repository means something else in each.
 */
final class SharedPolicies {

    /** Of a digest: among 10,000 policies, two would begin with the same 12 once in millions of accounts. */
    private static final int FIRST_DIGITS = 12;

    /** Of the spellings, the first in alphabetical order; by name of the object. */
    private final NavigableMap<String, String> lifecyclePolicies;

    private final NavigableMap<String, String> repositoryPolicies;

    private SharedPolicies(
            NavigableMap<String, String> lifecyclePolicies, NavigableMap<String, String> repositoryPolicies) {
        this.lifecyclePolicies = lifecyclePolicies;
        this.repositoryPolicies = repositoryPolicies;
    }

    /** Nothing is shared. */
    static SharedPolicies none() {
        return new SharedPolicies(new TreeMap<>(), new TreeMap<>());
    }

    /** Those that two or more of these repositories have. */
    static SharedPolicies among(List<FoundRepository> repositories) {
        return new SharedPolicies(
                ofSeveral(repositories, FoundRepository::lifecyclePolicy, SharedPolicies::lifecycleName),
                ofSeveral(repositories, FoundRepository::repositoryPolicy, SharedPolicies::repositoryName));
    }

    private static NavigableMap<String, String> ofSeveral(
            List<FoundRepository> repositories,
            Function<FoundRepository, Optional<String>> policy,
            Function<String, Optional<String>> name) {
        Map<String, List<String>> textsByName = repositories.stream()
                .flatMap(repository -> policy.apply(repository).stream())
                .flatMap(text -> name.apply(text).stream().map(found -> Map.entry(found, text)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        NavigableMap<String, String> shared = new TreeMap<>();
        textsByName.forEach((found, texts) -> {
            if (texts.size() > 1) {
                shared.put(found, new TreeSet<>(texts).first());
            }
        });
        return shared;
    }

    /** What the EcrLifecyclePolicy with the meaning of a text is called, if there is one: it tells of the rules, and of nothing else. */
    Optional<String> lifecyclePolicy(String text) {
        return lifecycleName(text).filter(lifecyclePolicies::containsKey);
    }

    /** The same for an EcrRepositoryPolicy. */
    Optional<String> repositoryPolicy(String text) {
        return repositoryName(text).filter(repositoryPolicies::containsKey);
    }

    /** The objects, sorted by kind and name. They select nothing: repositories name them. */
    Stream<ExportedObject> objects(Frame frame) {
        return Stream.concat(
                lifecyclePolicies.entrySet().stream()
                        .map(shared -> lifecyclePolicy(frame, shared.getKey(), shared.getValue())),
                repositoryPolicies.entrySet().stream()
                        .map(shared -> repositoryPolicy(frame, shared.getKey(), shared.getValue())));
    }

    private static ExportedObject lifecyclePolicy(Frame frame, String name, String text) {
        Written<LifecycleRule> written = TypedPolicies.rules(text);
        EcrLifecyclePolicy object = new EcrLifecyclePolicy();
        object.setMetadata(frame.metadata(name));
        object.setSpec(new EcrLifecyclePolicySpec(
                frame.registryRef(), written.entries(), written.text(), null, null, null, null));
        return ExportedObject.of(object, remarks(written));
    }

    private static ExportedObject repositoryPolicy(Frame frame, String name, String text) {
        Written<PolicyStatement> written = TypedPolicies.statements(text);
        EcrRepositoryPolicy object = new EcrRepositoryPolicy();
        object.setMetadata(frame.metadata(name));
        object.setSpec(new EcrRepositoryPolicySpec(
                frame.registryRef(), written.entries(), written.text(), null, null, null, null, null));
        return ExportedObject.of(object, remarks(written));
    }

    private static List<String> remarks(Written<?> written) {
        return written.whyText().stream()
                .map(why -> "spec.policyText is text: " + why + ".")
                .toList();
    }

    private static Optional<String> lifecycleName(String text) {
        return name("lifecycle-", text, LifecyclePolicyDocument::parse);
    }

    private static Optional<String> repositoryName(String text) {
        return name("repository-", text, RepositoryPolicyDocument::parse);
    }

    /** Whether an object of that name may be of an export. */
    static boolean isName(String name) {
        return name.matches("(lifecycle|repository)-[0-9a-f]{" + FIRST_DIGITS + "}");
    }

    /** By the digest, which is {@code sha256:<hex>}; empty for what is no policy, or says nothing, which no shared policy may. */
    private static Optional<String> name(String prefix, String text, Function<String, PolicyDocument> parse) {
        try {
            PolicyDocument document = parse.apply(text);
            int hex = document.digest().indexOf(':') + 1;
            return document.isEmpty()
                    ? Optional.empty()
                    : Optional.of(prefix + document.digest().substring(hex, hex + FIRST_DIGITS));
        } catch (PolicySyntaxException unreadable) {
            return Optional.empty();
        }
    }
}
