package io.ecroperator.cli.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.cli.export.TokenIdentity.KeyOfSecret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
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
    private final Map<String, Registry> registries = new LinkedHashMap<>();

    /** The account is that of credentials which do not say theirs. */
    TokenRegistries(Optional<String> account) {
        this.account = account;
    }

    private record Registry(
            TokenIdentity identity,
            String region,
            Optional<String> account,
            SortedSet<String> namespaces,
            List<String> remarks) {}

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
        Optional<String> whose = identity.account()
                .or(() -> Optional.of(hosts.accounts(region))
                        .filter(accounts -> accounts.size() == 1)
                        .map(SortedSet::getFirst))
                .or(() -> account);
        // roles have their account in the label
        String thing = identity.label()
                + (identity.account().isPresent()
                        ? ""
                        : whose.map(id -> "-" + id).orElse("")) + "-" + region;
        String name = names.of(thing);
        Registry registry = registries.computeIfAbsent(
                name, first -> new Registry(identity, region, whose, new TreeSet<>(), new ArrayList<>()));
        namespace.ifPresent(registry.namespaces()::add);
        if (namespace.isEmpty() && !ofCluster) {
            registry.remarks()
                    .add(
                            "access lets in nobody, since no manifest says the namespace: give it with -n, or write it there.");
        }
        return new Named(name, whose);
    }

    /** Of identities that are wholly known; the others are left for people to write, and pull secrets name them already. */
    List<ExportedObject> objects() {
        return registries.entrySet().stream()
                .filter(each -> each.getValue().identity().notFound().isEmpty())
                .map(each -> object(each.getKey(), each.getValue()))
                .toList();
    }

    private static ExportedObject object(String name, Registry registry) {
        List<String> remarks =
                new ArrayList<>(registry.remarks().stream().distinct().toList());
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "ecr-operator.io/v1alpha1").put("kind", "EcrRegistry");
        object.putObject("metadata").put("name", name);
        ObjectNode spec = object.putObject("spec");
        registry.account()
                .ifPresentOrElse(
                        id -> spec.put("accountId", id),
                        () -> remarks.add("The account of the access key is not known: give it with --account-id."));
        spec.put("region", registry.region());
        credentials(name, registry.identity(), spec.putObject("credentials"), remarks);
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
        registries.forEach((name, registry) -> registry.identity().accessKey().ifPresent(key -> {
            StringBuilder command = new StringBuilder("create secret generic " + name + " -n " + OPERATOR);
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
