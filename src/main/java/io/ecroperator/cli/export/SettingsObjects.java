package io.ecroperator.cli.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.AccountSetting;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.api.v1alpha1.EntryAdoptionPolicy;
import io.ecroperator.api.v1alpha1.RegistryPolicySection;
import io.ecroperator.api.v1alpha1.RegistryPolicyStatement;
import io.ecroperator.api.v1alpha1.ReplicationRule;
import io.ecroperator.api.v1alpha1.ReplicationSection;
import io.ecroperator.api.v1alpha1.ScanningRule;
import io.ecroperator.api.v1alpha1.ScanningSection;
import io.ecroperator.api.v1alpha1.ScanningSection.ScanType;
import io.ecroperator.api.v1alpha1.SigningRule;
import io.ecroperator.api.v1alpha1.SigningSection;
import io.ecroperator.cli.export.account.FoundSettings;
import io.ecroperator.cli.export.object.ExportedObject;
import io.ecroperator.cli.export.object.Frame;
import io.ecroperator.cli.export.object.StatementFields;
import io.ecroperator.policy.RepositoryPolicyDocument;
import io.ecroperator.policy.StatementMeaning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An EcrRegistryConfiguration for each section of the settings of a registry that has something in it. An entry that has no
 * place in the fields is left out, and named above the object: entries that no object wants stay as they are.
 */
final class SettingsObjects {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Frame frame;

    SettingsObjects(Frame frame) {
        this.frame = frame;
    }

    /** The objects, in the order of the sections. */
    List<ExportedObject> of(FoundSettings found) {
        return Stream.of(
                        policy(found),
                        replication(found),
                        scanning(found),
                        signing(found),
                        accountSettings(found),
                        exclusions(found))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<ExportedObject> policy(FoundSettings found) {
        List<String> remarks = new ArrayList<>();
        List<RegistryPolicyStatement> statements = new ArrayList<>();
        for (JsonNode each : statements(found.policy())) {
            statement(each)
                    .ifPresentOrElse(
                            statements::add,
                            () -> remarks.add(leftOut("a statement of the registry policy, "
                                    + each.path("Sid").asText("one without a Sid, which tells whose it is"))));
        }
        return statements.isEmpty() && remarks.isEmpty()
                ? Optional.empty()
                : Optional.of(manifest(
                        "registry-policy",
                        spec(
                                statements.isEmpty() ? null : new RegistryPolicySection(statements),
                                null,
                                null,
                                null,
                                null,
                                null),
                        remarks));
    }

    /** In one order, whichever ECR has them in. */
    private static JsonNode statements(Optional<String> policy) {
        return policy.map(text -> tree(RepositoryPolicyDocument.parse(text).text()))
                .orElseGet(MAPPER::createObjectNode)
                .path("Statement");
    }

    private static Optional<RegistryPolicyStatement> statement(JsonNode found) {
        return Optional.of(found)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .filter(statement -> statement.path("Sid").isTextual())
                .flatMap(statement -> StatementFields.typed(statement, RegistryPolicyStatement.class)
                        .filter(typed -> StatementMeaning.of(StatementFields.element(typed))
                                .equals(StatementMeaning.of(statement))));
    }

    private Optional<ExportedObject> replication(FoundSettings found) {
        List<String> remarks = new ArrayList<>();
        List<ReplicationRule> rules = entries(
                sorted(tree(found.replication()).path("rules")),
                ReplicationRule.class,
                "a rule of the replication",
                remarks);
        if (rules.stream().anyMatch(SettingsObjects::replicatesDeletions)) {
            remarks.add("A rule replicates deletions, which whoever runs the operator has to grant to the namespace:"
                    + " ecr-operator.powers.delete-replication, or powers in the EcrRegistry.");
        }
        return rules.isEmpty() && remarks.isEmpty()
                ? Optional.empty()
                : Optional.of(manifest(
                        "registry-replication",
                        spec(
                                null,
                                rules.isEmpty() ? null : new ReplicationSection(rules, null),
                                null,
                                null,
                                null,
                                null),
                        remarks));
    }

    private static boolean replicatesDeletions(ReplicationRule rule) {
        return rule.deleteReplication() != null
                && Boolean.TRUE.equals(rule.deleteReplication().enabled());
    }

    private Optional<ExportedObject> scanning(FoundSettings found) {
        List<String> remarks = new ArrayList<>();
        JsonNode configuration = tree(found.scanning());
        List<ScanningRule> rules = entries(
                sorted(configuration.path("rules")),
                ScanningRule.class,
                "a rule of the scanning configuration",
                remarks);
        Optional<ScanType> type = Stream.of(ScanType.values())
                .filter(known ->
                        known.name().equals(configuration.path("scanType").textValue()))
                .findFirst();
        return rules.isEmpty() && remarks.isEmpty() && type.isEmpty()
                ? Optional.empty()
                : Optional.of(manifest(
                        "registry-scanning",
                        spec(
                                null,
                                null,
                                new ScanningSection(type.orElse(null), rules.isEmpty() ? null : rules),
                                null,
                                null,
                                null),
                        remarks));
    }

    private Optional<ExportedObject> signing(FoundSettings found) {
        List<String> remarks = new ArrayList<>();
        List<SigningRule> rules = entries(
                sorted(found.signing()
                        .map(SettingsObjects::tree)
                        .orElseGet(MAPPER::createObjectNode)
                        .path("rules")),
                SigningRule.class,
                "a rule of the signing configuration",
                remarks);
        return rules.isEmpty() && remarks.isEmpty()
                ? Optional.empty()
                : Optional.of(manifest(
                        "registry-signing",
                        spec(null, null, null, rules.isEmpty() ? null : new SigningSection(rules), null, null),
                        remarks));
    }

    private Optional<ExportedObject> accountSettings(FoundSettings found) {
        List<String> remarks = new ArrayList<>();
        List<AccountSetting> settings = new ArrayList<>();
        found.accountSettings().forEach((name, value) -> {
            ObjectNode setting = MAPPER.createObjectNode().put("name", name).put("value", value);
            entry(setting, AccountSetting.class)
                    .ifPresentOrElse(settings::add, () -> remarks.add(leftOut("the account setting " + name)));
        });
        return settings.isEmpty() && remarks.isEmpty()
                ? Optional.empty()
                : Optional.of(manifest(
                        "registry-account-settings",
                        spec(null, null, null, null, settings.isEmpty() ? null : settings, null),
                        remarks));
    }

    private Optional<ExportedObject> exclusions(FoundSettings found) {
        return found.pullTimeUpdateExclusions().isEmpty()
                ? Optional.empty()
                : Optional.of(manifest(
                        "registry-pull-time-exclusions",
                        spec(
                                null,
                                null,
                                null,
                                null,
                                null,
                                found.pullTimeUpdateExclusions().stream()
                                        .sorted()
                                        .toList()),
                        List.of()));
    }

    /** Rules, filters and destinations have no order: whichever ECR has them in, an export has one. */
    private static JsonNode sorted(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                object.properties().forEach(member -> member.setValue(sorted(member.getValue())));
                yield object;
            }
            case ArrayNode array ->
                MAPPER.createArrayNode()
                        .addAll(array.valueStream()
                                .map(SettingsObjects::sorted)
                                .sorted(Comparator.comparing(JsonNode::toString))
                                .toList());
            default -> node;
        };
    }

    private static <T> List<T> entries(JsonNode list, Class<T> type, String what, List<String> remarks) {
        List<T> entries = new ArrayList<>();
        for (JsonNode each : list) {
            entry(each, type).ifPresentOrElse(entries::add, () -> remarks.add(leftOut(what)));
        }
        return entries;
    }

    /** Empty where the type has no place for all of it. */
    private static <T> Optional<T> entry(JsonNode found, Class<T> type) {
        try {
            T typed = MAPPER.treeToValue(found, type);
            return MAPPER.<JsonNode>valueToTree(typed).equals(found) ? Optional.of(typed) : Optional.empty();
        } catch (JsonProcessingException unknown) {
            return Optional.empty();
        }
    }

    private static String leftOut(String what) {
        return "Left out, and ECR keeps it, since it has no place in the fields of this kind: " + what
                + ". Of an Exclusive registry, it would be taken out.";
    }

    private ExportedObject manifest(String name, EcrRegistryConfigurationSpec spec, List<String> remarks) {
        EcrRegistryConfiguration object = new EcrRegistryConfiguration();
        object.setMetadata(frame.metadata(name));
        object.setSpec(spec);
        return ExportedObject.of(object, remarks);
    }

    private EcrRegistryConfigurationSpec spec(
            RegistryPolicySection policy,
            ReplicationSection replication,
            ScanningSection scanning,
            SigningSection signing,
            List<AccountSetting> accountSettings,
            List<String> exclusions) {
        return new EcrRegistryConfigurationSpec(
                frame.registryRef(),
                policy,
                replication,
                scanning,
                signing,
                accountSettings,
                exclusions,
                null,
                null,
                EntryAdoptionPolicy.IF_UNOWNED,
                null);
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException noJson) {
            throw new IllegalStateException("ECR has a setting that is no JSON", noJson);
        }
    }
}
