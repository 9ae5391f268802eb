package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last scan of an image.
 *
 * @param at when
 * @param enhanced whether by Amazon Inspector, which goes on scanning; a basic scan is over once it is asked about
 * @param findings what it found, as the API gives it: ImageScanFinding, or EnhancedImageScanFinding
 */
record ScanResult(Instant at, boolean enhanced, ArrayNode findings) {
    /** {@return the ImageScanStatus of the API} */
    ObjectNode status() {
        return enhanced
                ? Json.object().put("status", "ACTIVE").put("description", "Continuous scan is selected for image.")
                : Json.object().put("status", "COMPLETE").put("description", "The scan was completed successfully.");
    }

    /** {@return the ImageScanFindingsSummary of the API} */
    ObjectNode summary() {
        ObjectNode json = Json.object()
                .put("imageScanCompletedAt", Json.timestamp(at))
                .put("vulnerabilitySourceUpdatedAt", Json.timestamp(at));
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode finding : findings) {
            counts.merge(finding.path("severity").asText("UNDEFINED"), 1, Integer::sum);
        }
        ObjectNode bySeverity = json.putObject("findingSeverityCounts");
        counts.forEach(bySeverity::put);
        return json;
    }

    /** {@return the member of ImageScanFindings that holds the findings} */
    String member() {
        return enhanced ? "enhancedFindings" : "findings";
    }
}
