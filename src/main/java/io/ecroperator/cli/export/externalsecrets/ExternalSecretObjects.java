package io.ecroperator.cli.export.externalsecrets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.cli.export.conversion.Conversion;
import io.ecroperator.cli.export.conversion.ConversionNotes;
import io.ecroperator.cli.export.externalsecrets.EcrGenerators.AsksElsewhere;
import io.ecroperator.cli.export.externalsecrets.EcrGenerators.Found;
import io.ecroperator.cli.export.externalsecrets.EcrGenerators.Lookup;
import io.ecroperator.cli.export.externalsecrets.EcrGenerators.Unknown;
import io.ecroperator.cli.export.object.ExportedObject;
import io.ecroperator.cli.export.object.Frame;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.outcome.CommandException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * ExternalSecrets and ClusterExternalSecrets of External Secrets that hold a login to ECR, as pull secrets. One that holds
 * anything beside stays with External Secrets, whole. How often it is renewed is the operator's own to know, so that
 * {@code refreshInterval} is left out without a word.
 */
public final class ExternalSecretObjects {

    private final Frame frame;
    private final List<Manifest> all;
    private final List<ExternalSecret> externalSecrets;
    private final EcrGenerators generators;
    private final TokenRegistries registries;
    private final PulledRegistries pulled;
    private final Handover handover = new Handover();
    private final List<ExportedObject> objects = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final Set<Manifest> read = new HashSet<>();

    /** Converts once; the account is that of the credentials of External Secrets' controller. */
    public ExternalSecretObjects(Frame frame, Optional<String> account, List<Manifest> all) {
        this.frame = frame;
        this.all = all;
        this.externalSecrets =
                all.stream().filter(ExternalSecret::is).map(ExternalSecret::new).toList();
        this.generators = new EcrGenerators(all);
        this.registries = new TokenRegistries(account);
        this.pulled = new PulledRegistries(frame, account, registries, all);
    }

    /**
     * Converts all that asks ECR for tokens.
     *
     * @throws CommandException if nothing does
     */
    public Conversion convert() {
        externalSecrets.forEach(this::convert);
        if (read.isEmpty()) {
            throw new CommandException("None of " + all.size() + " objects is of External Secrets ("
                    + ExternalSecret.GROUP + ") and leads to a generator for ECR.");
        }
        return new Conversion(
                Stream.concat(registries.objects().stream(), objects.stream()).toList(),
                all.size() - read.size(),
                leftOut,
                handover.steps(registries.copyAccessKeys()));
    }

    private void convert(ExternalSecret from) {
        List<Lookup> lookups = from.generatorRefs().stream()
                .map(reference -> generators.find(reference, from))
                .toList();
        if (lookups.stream().allMatch(AsksElsewhere.class::isInstance)) {
            return;
        }
        read.add(from.manifest());
        ConversionNotes notes = new ConversionNotes();
        List<EcrGenerator> found = found(from, lookups, notes);
        found.forEach(generator -> read.add(generator.manifest()));
        if (isConvertedForIt(from)) {
            return;
        }
        List<ExportedObject> ours = notes.isConvertible() ? ours(from, found, notes) : List.of();
        if (notes.isConvertible()) {
            objects.addAll(ours);
            handover.converted(from, found, ours);
        } else {
            leftOut.add(from.manifest().inWords() + " stays with External Secrets: "
                    + String.join("; ", notes.obstacles()) + ".");
            handover.stays(found);
        }
    }

    /** Its ClusterExternalSecret is among the objects, and stands for it. */
    private boolean isConvertedForIt(ExternalSecret from) {
        return from.madeBy()
                .filter(maker -> externalSecrets.stream()
                        .anyMatch(other ->
                                other.isOfCluster() && other.manifest().name().equals(maker)))
                .isPresent();
    }

    private static List<EcrGenerator> found(ExternalSecret from, List<Lookup> lookups, ConversionNotes notes) {
        List<EcrGenerator> found = new ArrayList<>();
        for (Lookup lookup : lookups) {
            switch (lookup) {
                case Found(var generator) -> found.add(generator);
                case Unknown(var why) -> notes.obstacle(why);
                case AsksElsewhere elsewhere -> notes.obstacle("its Secret holds what other generators make");
            }
        }
        if (from.hasOtherSources()) {
            notes.obstacle("its Secret holds values of a SecretStore too");
        }
        if (from.target().has("manifest")) {
            notes.obstacle("it writes a " + from.target().at("/manifest/kind").asText() + ", and no Secret");
        }
        if (!Set.of("Owner", "Orphan").contains(from.creationPolicy())) {
            notes.obstacle("by creationPolicy " + from.creationPolicy()
                    + " it writes into a Secret that something else makes");
        }
        from.madeBy()
                .ifPresent(maker -> notes.obstacle(
                        "ClusterExternalSecret " + maker + " has made it, and would again: give that with -f too"));
        return found;
    }

    private List<ExportedObject> ours(ExternalSecret from, List<EcrGenerator> its, ConversionNotes notes) {
        ObjectNode secret = SecretTemplates.of(from, its.size(), notes);
        List<ObjectNode> selectors = from.isOfCluster()
                ? SelectedNamespaces.of(from.manifest().tree().path("spec"))
                : List.of();
        if (from.isOfCluster() && selectors.isEmpty()) {
            notes.obstacle("it selects no namespace");
        }
        if (!notes.isConvertible()) {
            return List.of();
        }
        ArrayNode entries = pulled.of(its, from, notes);
        return from.isOfCluster()
                ? ofCluster(from, entries, secret, selectors, notes)
                : List.of(new ExportedObject(
                        object(from, "EcrPullSecret", from.manifest().name(), entries, secret), notes.remarks()));
    }

    private List<ExportedObject> ofCluster(
            ExternalSecret from,
            ArrayNode entries,
            ObjectNode secret,
            List<ObjectNode> selectors,
            ConversionNotes notes) {
        if (selectors.stream().anyMatch(ObjectNode::isEmpty)) {
            notes.remark(
                    "All namespaces are selected but kube-system, kube-public and kube-node-lease, which have to be"
                            + " named.");
        }
        if (selectors.size() > 1) {
            notes.remark("A namespace that several of these " + selectors.size()
                    + " objects select gets the Secret of one, and the others say SecretNotOurs: select it by one.");
        }
        List<ExportedObject> ours = new ArrayList<>();
        for (ObjectNode selector : selectors) {
            String number = ours.isEmpty() ? "" : "-" + (ours.size() + 1);
            ObjectNode named = JsonNodeFactory.instance.objectNode();
            if (!number.isEmpty()) {
                named.put("name", from.secretName());
            }
            named.setAll(secret);
            ObjectNode object =
                    object(from, "ClusterEcrPullSecret", from.manifest().name() + number, entries, named);
            ((ObjectNode) object.path("spec")).set("namespaceSelector", selector);
            ours.add(new ExportedObject(object, notes.remarks()));
        }
        return ours;
    }

    private ObjectNode object(ExternalSecret from, String kind, String name, ArrayNode entries, ObjectNode secret) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "ecr-operator.io/v1alpha1").put("kind", kind);
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!from.isOfCluster()) {
            frame.namespace()
                    .or(() -> Optional.of(from.manifest().namespace()).filter(namespace -> !namespace.isEmpty()))
                    .ifPresent(namespace -> metadata.put("namespace", namespace));
        }
        if (from.manifest().tree().at("/metadata/labels") instanceof ObjectNode labels && !labels.isEmpty()) {
            metadata.set("labels", labels);
        }
        ObjectNode spec = object.putObject("spec");
        spec.set("registries", entries.deepCopy());
        if (!secret.isEmpty()) {
            spec.set("secret", secret);
        }
        return object;
    }
}
