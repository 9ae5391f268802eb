package io.ecroperator.cli.export.externalsecrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.cli.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * As whom a generator asks for tokens, where that is not the identity of the controller.
 *
 * @param accessKey a key that comes first
 * @param roles ARNs of roles that are assumed one after the other; the first one that of a ServiceAccount, if there is one
 * @param notFound what it also goes through and manifests do not tell
 */
record TokenIdentity(Optional<AccessKey> accessKey, List<String> roles, Optional<NotFound> notFound) {

    /** Where IAM Roles for Service Accounts has the role. */
    private static final String ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::(?<account>\\d{12}):role/(?<name>.+)");

    /** Copies the list. */
    TokenIdentity {
        roles = List.copyOf(roles);
    }

    /**
     * What is not known.
     *
     * @param label for names, such as {@code team-a-ecr}
     * @param inWords such as {@code the role of ServiceAccount team-a/ecr}
     */
    record NotFound(String label, String inWords) {}

    /** An access key of AWS in Secrets. */
    record AccessKey(KeyOfSecret id, KeyOfSecret secret, Optional<KeyOfSecret> sessionToken) {}

    /** One value of a Secret; the namespace is empty where whoever applies the manifests says it. */
    record KeyOfSecret(String namespace, String name, String key) {}

    /** As whom the generator asks; ServiceAccounts are looked for in {@code all}. */
    static TokenIdentity of(EcrGenerator generator, List<Manifest> all) {
        JsonNode auth = generator.spec().path("auth");
        List<String> roles = new ArrayList<>();
        List<NotFound> notFound = new ArrayList<>();
        if (auth.at("/jwt/serviceAccountRef") instanceof ObjectNode reference) {
            String namespace = generator.namespaceOf(reference);
            String name = reference.path("name").asText();
            roleOf(namespace, name, all)
                    .ifPresentOrElse(
                            roles::add,
                            () -> notFound.add(new NotFound(
                                    namespace + "-" + name,
                                    "the role of ServiceAccount " + (namespace.isEmpty() ? "" : namespace + "/")
                                            + name)));
        }
        Optional.of(generator.spec().path("role").asText())
                .filter(role -> !role.isEmpty())
                .ifPresent(roles::add);
        roles.stream()
                .filter(role -> !ROLE.matcher(role).matches())
                .forEach(role -> notFound.add(new NotFound(role, "the ARN of role " + role)));
        return new TokenIdentity(
                accessKey(generator, auth.path("secretRef")),
                roles.stream().filter(role -> ROLE.matcher(role).matches()).toList(),
                notFound.stream().findFirst());
    }

    private static Optional<String> roleOf(String namespace, String name, List<Manifest> all) {
        return all.stream()
                .filter(manifest -> manifest.apiVersion().equals("v1")
                        && manifest.kind().equals("ServiceAccount")
                        && manifest.namespace().equals(namespace)
                        && manifest.name().equals(name))
                .map(manifest -> manifest.tree()
                        .path("metadata")
                        .path("annotations")
                        .path(ROLE_ANNOTATION)
                        .asText())
                .filter(role -> !role.isEmpty())
                .findFirst();
    }

    private static Optional<AccessKey> accessKey(EcrGenerator generator, JsonNode reference) {
        return Optional.of(reference)
                .filter(JsonNode::isObject)
                .map(each -> new AccessKey(
                        key(generator, each.path("accessKeyIDSecretRef")),
                        key(generator, each.path("secretAccessKeySecretRef")),
                        Optional.of(each.path("sessionTokenSecretRef"))
                                .filter(JsonNode::isObject)
                                .map(token -> key(generator, token))));
    }

    private static KeyOfSecret key(EcrGenerator generator, JsonNode reference) {
        return new KeyOfSecret(
                generator.namespaceOf(reference),
                reference.path("name").asText(),
                reference.path("key").asText());
    }

    /** Whether it is just that of the controller. */
    boolean isAmbient() {
        return accessKey.isEmpty() && roles.isEmpty() && notFound.isEmpty();
    }

    /** Of the last role, if that is known. */
    Optional<String> account() {
        return roles.isEmpty() || notFound.isPresent()
                ? Optional.empty()
                : Optional.of(ROLE.matcher(roles.getLast()))
                        .filter(Matcher::matches)
                        .map(role -> role.group("account"));
    }

    /** Another one for each identity, of what it goes through; no name of an object yet. */
    String label() {
        return Stream.concat(
                        accessKey.stream()
                                .map(key ->
                                        key.id().namespace() + "-" + key.id().name()),
                        Stream.concat(
                                notFound.map(NotFound::label).stream(),
                                roles.stream().map(TokenIdentity::label)))
                .collect(Collectors.joining("-"));
    }

    private static String label(String arn) {
        Matcher role = ROLE.matcher(arn);
        return role.matches() ? role.group("name") + "-" + role.group("account") : arn;
    }
}
