package io.ecroperator.cli.export.externalsecrets;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.cli.export.conversion.Kubectl;
import io.ecroperator.cli.export.object.ExportedObject;
import io.ecroperator.cli.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How Secrets get from External Secrets to the operator under the same name. An ExternalSecret owns its Secret, which goes with
 * it (<a href="https://external-secrets.io/latest/guides/ownership-deletion-policy/">creationPolicy Owner</a>), and the
 * operator writes into no Secret that it has not made. So it is seen first that the operator lacks nothing but the name.
 */
final class Handover {

    private static final String NAME_IS_TAKEN =
            "wait --timeout=2m --for=jsonpath='{.status.conditions[?(@.type==\"Synced\")].reason}'=SecretNotOurs ";
    private static final String READY = "wait --timeout=5m --for=condition=Ready ";

    private final List<String> looks = new ArrayList<>();
    private final List<String> deletions = new ArrayList<>();
    private final List<String> arrivals = new ArrayList<>();
    private final Set<Manifest> generators = new LinkedHashSet<>();
    private final Set<Manifest> needed = new LinkedHashSet<>();

    /** One has become pull secrets. */
    void converted(ExternalSecret from, List<EcrGenerator> its, List<ExportedObject> ours) {
        for (ExportedObject each : ours) {
            String object = Kubectl.object(
                    each.kind().toLowerCase(Locale.ROOT) + ".ecr-operator.io", each.name(), each.namespace());
            boolean underItsName = !SecretTemplates.isOfArgoCd(each.object().at("/spec/secret"))
                    && (from.isOfCluster()
                            || each.namespace().equals(from.manifest().namespace()));
            looks.add(Kubectl.command((underItsName ? NAME_IS_TAKEN : READY) + object));
            if (underItsName) {
                arrivals.add(Kubectl.command(READY + object));
            }
        }
        // in the background: in the foreground, older versions make the Secret again and again (external-secrets#2176)
        deletions.add(Kubectl.command("delete "
                + Kubectl.object(
                        from.manifest().kind().toLowerCase(Locale.ROOT) + "." + ExternalSecret.GROUP,
                        from.manifest())));
        if (from.creationPolicy().equals("Orphan")) {
            namespaces(from).forEach(namespace -> orphan(from, namespace));
        }
        its.forEach(generator -> generators.add(generator.manifest()));
    }

    /** An ExternalSecret that is still there would make its Secret again. */
    private void orphan(ExternalSecret from, String namespace) {
        if (from.isOfCluster()) {
            deletions.add(Kubectl.command("wait --timeout=2m --for=delete "
                    + Kubectl.object("externalsecret." + ExternalSecret.GROUP, from.externalSecretName(), namespace)));
        }
        deletions.add(Kubectl.command("delete " + Kubectl.object("secret", from.secretName(), namespace)));
    }

    /** One stays, and these with it. */
    void stays(List<EcrGenerator> its) {
        its.forEach(generator -> needed.add(generator.manifest()));
    }

    private static List<String> namespaces(ExternalSecret from) {
        return from.isOfCluster()
                ? from.manifest()
                        .tree()
                        .at("/status/provisionedNamespaces")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList()
                : List.of(from.manifest().namespace());
    }

    /** Sentences and commands, in order; the copies come first. */
    List<String> steps(List<String> copies) {
        List<String> steps = new ArrayList<>();
        add("Copy the access keys to where the operator reads them; it takes bash or the like:", copies, steps);
        add(
                "Apply the manifests. Secrets of External Secrets still have the names, which the operator leaves alone: it says"
                        + " SecretNotOurs once it has its tokens and lacks nothing else. Wait for that:",
                looks,
                steps);
        add(
                "Take the objects of External Secrets out of Git if they are there, and delete them. Their Secrets go with them,"
                        + " and the operator takes the names within a minute. Pods run on; one that is to pull in between tries"
                        + " again:",
                deletions,
                steps);
        add("Wait until the Secrets are there again:", arrivals, steps);
        generators.removeAll(needed);
        add(
                "If nothing else refers to them, the generators can go too:",
                generators.stream()
                        .map(generator -> Kubectl.command("delete "
                                + Kubectl.object(
                                        generator.kind().toLowerCase(Locale.ROOT) + "." + EcrGenerator.GROUP,
                                        generator)))
                        .toList(),
                steps);
        return steps;
    }

    private static void add(String sentence, List<String> commands, List<String> steps) {
        if (!commands.isEmpty()) {
            steps.add(sentence);
            steps.addAll(commands);
        }
    }
}
