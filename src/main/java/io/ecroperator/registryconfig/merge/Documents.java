package io.ecroperator.registryconfig.merge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Reads what ECR has. Numbers keep every digit, members that are unknown here stay. */
public final class Documents {

    private static final ObjectReader JSON = JsonMapper.builder()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private Documents() {}

    /**
     * A registry policy, a replication, scanning or signing configuration; empty if the registry has none.
     *
     * @throws UnreadableDocumentException if it is no JSON object
     */
    public static SettingsDocument of(Section section, Optional<String> text) {
        return switch (section) {
            case POLICY ->
                text.map(Documents::object).map(StatementDocument::of).orElseGet(StatementDocument::none);
            case REPLICATION -> rules(RuleKind.REPLICATION, text);
            case SCANNING -> rules(RuleKind.SCANNING, text);
            case SIGNING -> rules(RuleKind.SIGNING, text);
            case ACCOUNT_SETTINGS, PULL_TIME_UPDATE_EXCLUSIONS, PUBLIC_REGISTRY_CATALOG_DATA ->
                throw new IllegalArgumentException(section + " is no document in ECR");
        };
    }

    /** Settings that have one value each, those that were read. */
    public static SettingsDocument ofValues(Map<String, String> values) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach(json::put);
        return new ValueDocument(json);
    }

    /** Principals whose pulls do not count. */
    public static SettingsDocument ofExclusions(Collection<String> arns) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        arns.forEach(json::add);
        return new PrincipalDocument(json);
    }

    private static SettingsDocument rules(RuleKind kind, Optional<String> text) {
        return new RuleDocument(
                kind, text.map(Documents::object).orElseGet(() -> JsonNodeFactory.instance.objectNode()));
    }

    private static ObjectNode object(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException notJson) {
            throw new UnreadableDocumentException();
        }
        throw new UnreadableDocumentException();
    }

    /** What ECR has is no JSON object; nothing of it is told. */
    public static final class UnreadableDocumentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableDocumentException() {
            super("is no JSON object");
        }
    }
}
