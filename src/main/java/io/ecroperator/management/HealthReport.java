package io.ecroperator.management;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;

/**
 * The answer to a probe, in the form of MicroProfile Health: 200 if all is well, 503 if something is not.
 *
 * @param checks what was looked at
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-health-4.0/microprofile-health-spec-4.0.html">MicroProfile Health 4.0, "Health check response"</a>
 */
public record HealthReport(List<HealthCheck> checks) {

    private static final String JSON = "application/json; charset=utf-8";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Of one check. */
    public static HealthReport of(HealthCheck check) {
        return new HealthReport(List.of(check));
    }

    /** What the probe gets. */
    public HttpResponse answer() {
        boolean up = checks.stream().allMatch(HealthCheck::up);
        ObjectNode report = MAPPER.createObjectNode().put("status", word(up));
        ArrayNode list = report.putArray("checks");
        for (HealthCheck check : checks) {
            ObjectNode entry = list.addObject().put("name", check.name()).put("status", word(check.up()));
            if (!check.data().isEmpty()) {
                entry.set("data", MAPPER.valueToTree(new TreeMap<>(check.data())));
            }
        }
        return new HttpResponse(up ? 200 : 503, JSON, report.toPrettyString());
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
