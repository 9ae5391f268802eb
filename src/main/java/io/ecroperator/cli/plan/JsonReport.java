package io.ecroperator.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.ecroperator.cli.manifest.Document.Place;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.plan.PlannedObject.Result;
import java.util.List;
import java.util.Map;

/**
 * A plan for programs. The shape is public API, described in docs/plan.md: fields may come, and none goes or changes its meaning
 * within a major version.
 */
final class JsonReport {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private record Report(
            String clusterName,
            boolean live,
            int exitCode,
            Map<Result, Integer> summary,
            List<Entry> objects,
            int objectsWithoutAws,
            int otherDocuments,
            Map<String, Long> calls) {}

    private record Entry(
            String kind,
            String namespace,
            String name,
            Place place,
            String thing,
            String registry,
            Result result,
            List<Action> steps,
            List<Remark> findings,
            List<ExpiryPreview> previews) {}

    private record Action(String effect, List<String> fields, String call, List<String> details) {}

    private record Remark(String severity, String reason, String message) {}

    private JsonReport() {}

    /** The plan. */
    static String of(PlanResult result) {
        try {
            return JSON.writeValueAsString(new Report(
                    result.clusterName(),
                    result.live(),
                    result.exitCode(),
                    result.counts(),
                    result.planned().stream().map(JsonReport::object).toList(),
                    result.withoutAws(),
                    result.others(),
                    result.calls()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Entry object(PlannedObject each) {
        return new Entry(
                each.object().getKind(),
                each.namespace(),
                each.object().getMetadata().getName(),
                each.manifest().map(Manifest::place).orElse(null),
                each.forecast().thing(),
                each.forecast().registry(),
                each.result(),
                each.forecast().steps().stream()
                        .map(step -> new Action(step.effect().name(), step.fields(), step.call(), step.details()))
                        .toList(),
                each.forecast().findings().stream()
                        .map(finding -> new Remark(
                                finding.severity().name(), finding.reason().label(), finding.message()))
                        .toList(),
                each.previews());
    }
}
