package io.ecroperator.registryconfig.merge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.api.v1alpha1.PolicyStatement;
import io.ecroperator.api.v1alpha1.RegistryPolicyStatement;
import io.ecroperator.api.v1alpha1.ReplicationRule;
import io.ecroperator.api.v1alpha1.ScanningRule;
import io.ecroperator.api.v1alpha1.ScanningSection;
import io.ecroperator.api.v1alpha1.SigningRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The entries that a spec wants. */
public final class WantedEntries {

    /** The name of the value in the catalog data of a public registry. */
    public static final String DISPLAY_NAME = "displayName";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private WantedEntries() {}

    /**
     * Those of a section; empty if the spec says nothing of it.
     *
     * @param everyRepository the ARN that a statement without resource means
     */
    public static Optional<List<Entry>> of(EcrRegistryConfigurationSpec spec, Section section, String everyRepository) {
        return switch (section) {
            case POLICY ->
                Optional.ofNullable(spec.policy()).map(policy -> policy.statements().stream()
                        .<Entry>map(statement -> new Entry.Statement(statement.sid(), json(statement, everyRepository)))
                        .toList());
            case REPLICATION ->
                Optional.ofNullable(spec.replication()).map(replication -> replication.rules().stream()
                        .flatMap(WantedEntries::entries)
                        .toList());
            case SCANNING -> Optional.ofNullable(spec.scanning()).map(WantedEntries::scanning);
            case SIGNING ->
                Optional.ofNullable(spec.signing()).map(signing -> signing.rules().stream()
                        .flatMap(WantedEntries::entries)
                        .toList());
            case ACCOUNT_SETTINGS ->
                Optional.ofNullable(spec.accountSettings()).map(settings -> settings.stream()
                        .<Entry>map(setting -> new Entry.Value(
                                setting.name().name(), setting.value().name()))
                        .toList());
            case PUBLIC_REGISTRY_CATALOG_DATA ->
                Optional.ofNullable(spec.publicRegistryCatalogData())
                        .map(data -> List.of(new Entry.Value(DISPLAY_NAME, data.displayName())));
            case PULL_TIME_UPDATE_EXCLUSIONS ->
                Optional.ofNullable(spec.pullTimeUpdateExclusions())
                        .map(arns ->
                                arns.stream().<Entry>map(Entry.Principal::new).toList());
        };
    }

    /** Whether the spec says something of scanning but not which rules, so that those it has put there stay. */
    public static boolean leavesRules(EcrRegistryConfigurationSpec spec, Section section) {
        return section == Section.SCANNING
                && spec.scanning() != null
                && spec.scanning().rules() == null;
    }

    private static List<Entry> scanning(ScanningSection scanning) {
        Stream<Entry> type =
                Stream.ofNullable(scanning.scanType()).map(scanType -> new Entry.Value("scanType", scanType.name()));
        Stream<Entry> rules =
                Stream.ofNullable(scanning.rules()).flatMap(List::stream).flatMap(WantedEntries::entries);
        return Stream.concat(type, rules).toList();
    }

    private static Stream<Entry> entries(ReplicationRule rule) {
        ObjectNode members = NODES.objectNode();
        ArrayNode destinations = members.putArray("destinations");
        rule.destinations()
                .forEach(to ->
                        destinations.addObject().put("region", to.region()).put("registryId", to.registryId()));
        RuleGroup group = new RuleGroup(RuleKind.REPLICATION, members);
        Optional<Boolean> deletions =
                Optional.ofNullable(rule.deleteReplication()).map(ReplicationRule.DeleteReplication::enabled);
        return rule.repositoryFilters() == null
                ? Stream.of(new Entry.Filter(group, Optional.empty(), deletions))
                : rule.repositoryFilters().stream()
                        .map(filter -> new Entry.Filter(group, Optional.of(filter.filter()), deletions));
    }

    private static Stream<Entry> entries(ScanningRule rule) {
        ObjectNode members = NODES.objectNode();
        members.put("scanFrequency", rule.scanFrequency().name());
        RuleGroup group = new RuleGroup(RuleKind.SCANNING, members);
        return rule.repositoryFilters().stream()
                .map(filter -> new Entry.Filter(group, Optional.of(filter.filter()), Optional.empty()));
    }

    private static Stream<Entry> entries(SigningRule rule) {
        ObjectNode members = NODES.objectNode();
        members.put("signingProfileArn", rule.signingProfileArn());
        RuleGroup group = new RuleGroup(RuleKind.SIGNING, members);
        return rule.repositoryFilters() == null
                ? Stream.of(new Entry.Filter(group, Optional.empty(), Optional.empty()))
                : rule.repositoryFilters().stream()
                        .map(filter -> new Entry.Filter(group, Optional.of(filter.filter()), Optional.empty()));
    }

    private static ObjectNode json(RegistryPolicyStatement statement, String everyRepository) {
        ObjectNode json = NODES.objectNode();
        json.put("Sid", statement.sid());
        json.put("Effect", statement.effect() == PolicyStatement.Effect.ALLOW ? "Allow" : "Deny");
        put(json, "Principal", statement.principal());
        put(json, "NotPrincipal", statement.notPrincipal());
        put(json, "Action", statement.action());
        put(json, "NotAction", statement.notAction());
        put(json, "Resource", statement.resource() == null ? List.of(everyRepository) : statement.resource());
        if (statement.condition() != null) {
            ObjectNode condition = json.putObject("Condition");
            statement.condition().forEach((operator, keys) -> put(condition, operator, keys));
        }
        return json;
    }

    private static void put(ObjectNode json, String name, Map<String, List<String>> values) {
        if (values != null) {
            ObjectNode members = json.putObject(name);
            values.forEach((key, texts) -> put(members, key, texts));
        }
    }

    private static void put(ObjectNode json, String name, List<String> texts) {
        if (texts != null) {
            ArrayNode values = json.putArray(name);
            texts.forEach(values::add);
        }
    }
}
