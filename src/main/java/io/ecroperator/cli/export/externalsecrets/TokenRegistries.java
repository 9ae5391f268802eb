package io.ecroperator.cli.export.externalsecrets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.cli.export.conversion.Kubectl;
import io.ecroperator.cli.export.externalsecrets.TokenIdentity.KeyOfSecret;
import io.ecroperator.cli.export.object.ExportedObject;
import io.ecroperator.cli.export.object.ObjectNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * EcrRegistries for generators that ask for tokens as somebody else than their controller. Each lets in the pull secrets of the
 * namespaces that had its tokens before, and nobody else.
 */
final class TokenRegistries {

    /** The namespace that the pages of the operator install it into. */
    private static final String OPERATOR = "ecr-operator";

    private final Optional<String> account;
    private final ObjectNames names = new ObjectNames();
    private final Map<Credentials, Registry> registries = new LinkedHashMap<>();

    /** The account is that of credentials which do not say theirs. */
    TokenRegistries(Optional<String> account) {
        this.account = account;
    }

    /** What tells EcrRegistries apart: two of one label must not share a token. */
    private record Credentials(TokenIdentity identity, String region, Optional<String> account) {

        /** A beginning of a name. Roles have their account in the label. */
        String label() {
            return identity.label()
                    + (identity.account().isPresent()
                            ? ""
                            : account.map(id -> "-" + id).orElse("")) + "-" + region;
        }
    }

    private record Registry(String name, NavigableSet<String> namespaces, NavigableSet<String> remarks) {}

    /** What a pull secret opens by an EcrRegistry. */
    record Named(String name, Optional<String> account) {}

    /**
     * The EcrRegistry for an identity and region.
     *
     * @param hosts tell the account of an access key, where they name one only
     * @param namespace of the EcrPullSecret; empty if it is not known
     */
    Named name(
            TokenIdentity identity, String region, TemplateHosts hosts, Optional<String> namespace, boolean ofCluster) {
        Optional<String> ofHosts = Optional.of(hosts.accounts(region))
                .filter(accounts -> accounts.size() == 1)
                .map(NavigableSet::getFirst);
        Credentials credentials = new Credentials(
                identity, region, identity.account().or(() -> ofHosts).or(() -> account));
        Registry registry = registries.computeIfAbsent(
                credentials, first -> new Registry(newName(first), new TreeSet<>(), new TreeSet<>()));
        namespace.ifPresent(registry.namespaces()::add);
        if (namespace.isEmpty() && !ofCluster) {
            registry.remarks()
                    .add(
                            "access lets in nobody, since no manifest says the namespace: give it with -n, or write it there.");
        }
        if (identity.account().isEmpty() && ofHosts.isPresent()) {
            registry.remarks()
                    .add("accountId is the account of the host in the template: it has to be that of the access key.");
        }
        return new Named(registry.name(), credentials.account());
    }

    private String newName(Credentials credentials) {
        boolean taken =
                registries.keySet().stream().anyMatch(other -> other.label().equals(credentials.label()));
        return names.of(credentials.label() + (taken ? "-" + ObjectNames.hash(credentials.toString()) : ""));
    }

    /** Of identities that are wholly known; the others are left for people to write, and pull secrets name them already. */
    List<ExportedObject> objects() {
        return registries.entrySet().stream()
                .filter(each -> each.getKey().identity().notFound().isEmpty())
                .map(each -> object(each.getKey(), each.getValue()))
                .toList();
    }

    private static ExportedObject object(Credentials credentials, Registry registry) {
        List<String> remarks = new ArrayList<>(registry.remarks());
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "ecr-operator.io/v1alpha1").put("kind", "EcrRegistry");
        object.putObject("metadata").put("name", registry.name());
        ObjectNode spec = object.putObject("spec");
        credentials
                .account()
                .ifPresentOrElse(
                        id -> spec.put("accountId", id),
                        () -> remarks.add("The account of the access key is not known: give it with --account-id."));
        spec.put("region", credentials.region());
        credentials(registry.name(), credentials.identity(), spec.putObject("credentials"), remarks);
        ArrayNode access = spec.putArray("access");
        if (!registry.namespaces().isEmpty()) {
            ObjectNode entry = access.addObject();
            registry.namespaces().forEach(entry.putArray("namespaces")::add);
            entry.putArray("kinds").add("EcrPullSecret");
        }
        return new ExportedObject(object, remarks);
    }

    private static void credentials(String name, TokenIdentity identity, ObjectNode credentials, List<String> remarks) {
        if (identity.accessKey().isPresent()) {
            credentials.putObject("accessKeySecret").put("name", name);
            remarks.add(
                    "Secret " + name + " has to be in the namespace of the operator, which needs the right to read it"
                            + " (value registries.secrets of the chart).");
        }
        if (!identity.roles().isEmpty()) {
            ArrayNode roles = credentials.putArray("assumeRole");
            identity.roles().forEach(role -> roles.addObject().put("roleArn", role));
            if (identity.accessKey().isEmpty()) {
                remarks.add("Role " + identity.roles().getFirst()
                        + " has to trust the identity of the operator, which needs the right to assume it"
                        + " (deploy/iam/assume-roles.json).");
            }
        }
    }

    /** Commands that copy access keys to where the operator reads them, without showing them. */
    List<String> copyAccessKeys() {
        List<String> commands = new ArrayList<>();
        registries.forEach(
                (credentials, registry) -> credentials.identity().accessKey().ifPresent(key -> {
                    StringBuilder command =
                            new StringBuilder("create secret generic " + registry.name() + " -n " + OPERATOR);
                    command.append(" --from-file=AWS_ACCESS_KEY_ID=").append(read(key.id()));
                    command.append(" --from-file=AWS_SECRET_ACCESS_KEY=").append(read(key.secret()));
                    key.sessionToken().ifPresent(token -> command.append(" --from-file=AWS_SESSION_TOKEN=")
                            .append(read(token)));
                    commands.add(Kubectl.command(command.toString()));
                }));
        return commands;
    }

    /** A file that a shell such as bash makes of what a command prints. */
    private static String read(KeyOfSecret from) {
        String template = "{{index .data \"" + from.key().replaceAll("[^-._a-zA-Z0-9]", "") + "\" | base64decode}}";
        return "<(kubectl get " + Kubectl.object("secret", from.name(), from.namespace()) + " -o go-template="
                + Kubectl.word(template) + ")";
    }
}
