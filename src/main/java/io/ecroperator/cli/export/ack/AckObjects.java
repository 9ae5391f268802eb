package io.ecroperator.cli.export.ack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.cli.export.conversion.Conversion;
import io.ecroperator.cli.export.conversion.Kubectl;
import io.ecroperator.cli.export.object.ExportedObject;
import io.ecroperator.cli.export.object.ExportedTags;
import io.ecroperator.cli.export.object.Frame;
import io.ecroperator.cli.export.object.TypedPolicies;
import io.ecroperator.cli.export.object.TypedPolicies.Written;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.outcome.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Objects of ACK's controller for ECR ({@code ecr.services.k8s.aws/v1alpha1}) as ours. What ACK's object leaves out, ours does:
 * there it means the default of ECR, here that ECR keeps what it has.
 */
public final class AckObjects {

    static final String API_VERSION = "ecr.services.k8s.aws/v1alpha1";
    private static final String RETAIN = "services.k8s.aws/deletion-policy";
    private static final String FORCE_DELETE = "ecr.services.k8s.aws/force-delete";
    private static final String READ_ONLY = "services.k8s.aws/read-only";

    /** Where an object says that it is of another region than its controller. */
    private static final String REGION = "services.k8s.aws/region";

    /** Our kind by ACK's. */
    private static final Map<String, String> KINDS = Map.of(
            "Repository", "EcrRepository",
            "PullThroughCacheRule", "EcrPullThroughCacheRule",
            "RepositoryCreationTemplate", "EcrRepositoryCreationTemplate",
            "ReplicationConfiguration", "EcrRegistryConfiguration");

    /** Our field by ACK's, where it has another name. */
    private static final Map<String, String> FIELDS = Map.of(
            "credentialARN", "credentialArn",
            "customRoleARN", "customRoleArn",
            "upstreamRegistryURL", "upstreamRegistryUrl");

    /** Fields that are the same here and there. */
    private static final Set<String> SAME = Set.of(
            "imageTagMutability",
            "imageTagMutabilityExclusionFilters",
            "imageScanningConfiguration",
            "upstreamRegistry",
            "upstreamRepositoryPrefix",
            "appliedFor",
            "description");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Frame frame;

    public AckObjects(Frame frame) {
        this.frame = frame;
    }

    /**
     * Converts all that is of ACK.
     *
     * @throws CommandException if nothing is
     */
    public Conversion convert(List<Manifest> all) {
        List<Manifest> ack = all.stream().filter(AckObjects::isConvertible).toList();
        if (ack.isEmpty()) {
            throw new CommandException("None of " + all.size() + " objects is of ACK (" + API_VERSION
                    + ") and of a kind that can be converted.");
        }
        List<String> steps = new ArrayList<>();
        steps.add(
                "Two controllers must not manage one thing, and ACK takes away the tags that say whose a repository is."
                        + " Before these manifests are applied, have ACK forget its objects and keep what is in ECR:");
        ack.forEach(each -> steps.addAll(farewell(each)));
        return new Conversion(ack.stream().map(this::of).toList(), all.size() - ack.size(), List.of(), steps);
    }

    /** Whether it is of a kind of ACK that has one here. */
    private static boolean isConvertible(Manifest manifest) {
        return manifest.apiVersion().equals(API_VERSION) && KINDS.containsKey(manifest.kind());
    }

    /** How to have ACK forget the object and keep what is in ECR, in order. */
    private static List<String> farewell(Manifest ack) {
        String object = Kubectl.object(ack.kind().toLowerCase(Locale.ROOT) + ".ecr.services.k8s.aws", ack);
        return List.of(
                Kubectl.command("annotate --overwrite " + object + " " + RETAIN + "=retain"),
                Kubectl.command("delete " + object));
    }

    /** Our object; where something of ACK's has no place in it, the remarks say so. */
    private ExportedObject of(Manifest ack) {
        List<String> remarks = new ArrayList<>();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "ecr-operator.io/v1alpha1").put("kind", KINDS.get(ack.kind()));
        metadata(ack, object.putObject("metadata"));
        ObjectNode spec = object.putObject("spec");
        frame.registry().ifPresent(name -> spec.putObject("registryRef").put("name", name));
        ack.tree().path("spec").properties().stream()
                .filter(field -> !field.getValue().isNull()) // as if it were not there
                .forEach(field -> field(ack, field.getKey(), field.getValue(), spec, remarks));
        leaveOutWhatNeedsARole(ack, spec, remarks);
        spec.put("adoptionPolicy", "IfUnowned");
        annotations(ack, spec, remarks);
        return new ExportedObject(object, remarks);
    }

    private void metadata(Manifest ack, ObjectNode metadata) {
        metadata.put("name", ack.name());
        frame.namespace()
                .or(() -> Optional.of(ack.namespace()).filter(name -> !name.isEmpty()))
                .ifPresent(namespace -> metadata.put("namespace", namespace));
        if (ack.tree().at("/metadata/labels") instanceof ObjectNode labels && !labels.isEmpty()) {
            metadata.set("labels", labels);
        }
    }

    private static void field(Manifest ack, String field, JsonNode value, ObjectNode spec, List<String> remarks) {
        switch (field) {
            case "name" -> name(ack, "repositoryName", value, spec);
            case "prefix", "ecrRepositoryPrefix" -> name(ack, field, value, spec);
            case "lifecyclePolicy" ->
                policy("lifecyclePolicy", "rules", TypedPolicies.rules(value.asText()), spec, remarks);
            case "policy", "repositoryPolicy" ->
                policy("repositoryPolicy", "statements", TypedPolicies.statements(value.asText()), spec, remarks);
            case "tags" -> tags("tags", value, spec, remarks);
            case "resourceTags" -> tags("resourceTags", value, spec, remarks);
            case "encryptionConfiguration" -> encryption(value, spec, remarks);
            case "replicationConfiguration" -> spec.set("replication", value);
            case "customRoleRef" ->
                remarks.add("customRoleRef is left out: write the ARN of that role as customRoleArn.");
            case "registryID", "registryId" ->
                remarks.add(field + " " + value.asText() + " is left out: the account is that of the EcrRegistry that"
                        + " spec.registryRef names, else the operator's own.");
            default -> {
                if (SAME.contains(field) || FIELDS.containsKey(field)) {
                    spec.set(FIELDS.getOrDefault(field, field), value);
                } else {
                    remarks.add("spec." + field + " of ACK's object is left out: it has no place here.");
                }
            }
        }
    }

    /** What names the thing in ECR; left out where the object has that name. */
    private static void name(Manifest ack, String field, JsonNode value, ObjectNode spec) {
        String bare = field.equals("prefix") ? value.asText().replaceFirst("/$", "") : value.asText();
        if (!bare.equals(ack.name())) {
            spec.put(field, bare);
        }
    }

    private static void policy(
            String field, String entries, Written<?> written, ObjectNode spec, List<String> remarks) {
        ObjectNode policy = spec.putObject(field);
        if (written.entries() != null) {
            policy.set(entries, MAPPER.valueToTree(written.entries()));
        } else {
            policy.put("policyText", written.text());
        }
        written.whyText().ifPresent(why -> remarks.add("spec." + field + " is text: " + why + "."));
    }

    private static void tags(String field, JsonNode list, ObjectNode spec, List<String> remarks) {
        Map<String, String> tags = new TreeMap<>();
        list.forEach(tag -> tags.put(tag.path("key").asText(), tag.path("value").asText()));
        Map<String, String> exported = ExportedTags.of(tags, "spec." + field, remarks);
        if (exported != null) {
            spec.set(field, MAPPER.valueToTree(exported));
        }
    }

    private static void encryption(JsonNode value, ObjectNode spec, List<String> remarks) {
        ObjectNode encryption = spec.putObject("encryptionConfiguration");
        value.properties().forEach(field -> {
            if (field.getKey().equals("kmsKeyRef")) {
                remarks.add("encryptionConfiguration.kmsKeyRef is left out: write the ARN of that key as kmsKey.");
            } else {
                encryption.set(field.getKey(), field.getValue());
            }
        });
    }

    /** ECR takes such a template and creates no repository by it; the schema refuses it. */
    private static void leaveOutWhatNeedsARole(Manifest ack, ObjectNode spec, List<String> remarks) {
        boolean needsNone = !ack.kind().equals("RepositoryCreationTemplate") || spec.has("customRoleArn");
        if (!needsNone && spec.remove("resourceTags") != null) {
            remarks.add("spec.resourceTags is left out: it needs customRoleArn, the role as which ECR tags.");
        }
        boolean withKey = !spec.at("/encryptionConfiguration/encryptionType")
                .asText("AES256")
                .equals("AES256");
        if (!needsNone && withKey) {
            spec.remove("encryptionConfiguration");
            remarks.add(
                    "spec.encryptionConfiguration is left out: it needs customRoleArn, the role as which ECR encrypts.");
        }
    }

    private static void annotations(Manifest ack, ObjectNode spec, List<String> remarks) {
        JsonNode annotations = ack.tree().at("/metadata/annotations");
        if (annotations.path(READ_ONLY).asText().equals("true")) {
            spec.put("managementPolicy", "Observe");
        }
        if (annotations.path(RETAIN).asText().equals("retain")) {
            spec.put("deletionPolicy", "Retain");
        } else if (ack.kind().equals("Repository")
                && annotations.path(FORCE_DELETE).asText().equals("true")) {
            spec.put("deletionPolicy", "DeleteWithImages");
        }
        if (annotations.has(REGION)) {
            remarks.add("ACK's object is of the region "
                    + annotations.path(REGION).asText() + ": name an EcrRegistry of that region in spec.registryRef.");
        }
    }
}
