package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.cli.manifest.Location;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Findings as <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>, with what <a
 * href="https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support">GitHub's code scanning</a> asks
 * for. Fingerprints are left to whoever uploads it, since they are of the lines of the files.
 */
final class Sarif {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private Sarif() {}

    static ObjectNode of(Validation validation) {
        ObjectNode log =
                JsonNodeFactory.instance.objectNode().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject().put("columnKind", "unicodeCodePoints");
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "ecr-operator validate");
        ArrayNode rules = driver.putArray("rules");
        for (Topic topic : Topic.values()) {
            ObjectNode rule = rules.addObject().put("id", topic.id());
            rule.putObject("shortDescription").put("text", topic.meaning());
            rule.putObject("defaultConfiguration").put("level", topic.severity().id());
        }
        ArrayNode results = run.putArray("results");
        validation.findings().forEach(finding -> add(results, finding));
        return log;
    }

    @SuppressWarnings("EnumOrdinal") // the rules above are all topics, in their order
    private static void add(ArrayNode results, Finding finding) {
        ObjectNode result = results.addObject()
                .put("ruleId", finding.topic().id())
                .put("ruleIndex", finding.topic().ordinal())
                .put("level", finding.severity().id());
        result.putObject("message").put("text", finding.inWordsWithObject());
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation")
                .put("uri", uri(finding.document().place().source()));
        Location location = finding.location();
        // Code scanning shows nothing without a line.
        ObjectNode region = place.putObject("region").put("startLine", Math.max(1, location.line()));
        if (location.column() > 0) {
            region.put("startColumn", location.column());
        }
    }

    /** Relative to where the command runs, unless the path is absolute. */
    private static String uri(String path) {
        try {
            String written = new URI("file", "", "/" + path, null).getRawPath().substring(1);
            return path.startsWith("/") ? "file://" + written : written;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A path that is no URI", e);
        }
    }
}
