package io.ecroperator.cli.export;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicySpec;
import io.ecroperator.api.v1alpha1.LifecycleRule;
import io.ecroperator.cli.export.TypedPolicies.Written;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The lifecycle policies that several repositories have with the same meaning: each becomes one EcrLifecyclePolicy. */
final class SharedPolicies {

    private static final int FIRST_DIGITS = 8;

    /** Text and number of repositories by digest, sorted. */
    private final Map<String, List<String>> textsByDigest;

    private SharedPolicies(Map<String, List<String>> textsByDigest) {
        this.textsByDigest = textsByDigest;
    }

    /** Nothing is shared. */
    static SharedPolicies none() {
        return new SharedPolicies(Map.of());
    }

    /** Those that two or more of these repositories have. */
    static SharedPolicies among(List<FoundRepository> repositories) {
        Map<String, List<String>> texts = repositories.stream()
                .flatMap(repository -> repository.lifecyclePolicy().stream())
                .filter(text -> digest(text).isPresent())
                .collect(Collectors.groupingBy(text -> digest(text).orElseThrow(), TreeMap::new, Collectors.toList()));
        texts.values().removeIf(several -> several.size() < 2);
        return new SharedPolicies(texts);
    }

    /** What the EcrLifecyclePolicy with the meaning of a text is called, if there is one: it tells of the rules, and of nothing else. */
    Optional<String> nameOf(String text) {
        return digest(text).filter(textsByDigest::containsKey).map(SharedPolicies::name);
    }

    /** The objects, sorted by name. They select nothing: repositories name them. */
    List<ExportedObject> objects(Frame frame) {
        return textsByDigest.entrySet().stream()
                .map(shared -> object(frame, name(shared.getKey()), shared.getValue()))
                .toList();
    }

    private static ExportedObject object(Frame frame, String name, List<String> texts) {
        Written<LifecycleRule> written = TypedPolicies.rules(new TreeSet<>(texts).first());
        EcrLifecyclePolicy object = new EcrLifecyclePolicy();
        object.setMetadata(frame.metadata(name));
        object.setSpec(new EcrLifecyclePolicySpec(
                frame.registryRef(), written.entries(), written.text(), null, null, null, null));
        return ExportedObject.of(
                object,
                written.whyText().stream()
                        .map(why -> "spec.policyText is text: " + why + ".")
                        .toList());
    }

    private static Optional<String> digest(String text) {
        try {
            return Optional.of(LifecyclePolicyDocument.parse(text).digest());
        } catch (PolicySyntaxException unreadable) {
            return Optional.empty();
        }
    }

    /** {@code lifecycle-} and the beginning of the digest, which is {@code sha256:<hex>}. */
    private static String name(String digest) {
        int hex = digest.indexOf(':') + 1;
        return "lifecycle-" + digest.substring(hex, hex + FIRST_DIGITS);
    }
}
