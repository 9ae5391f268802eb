package io.ecroperator.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.aws.ImageCount;
import io.ecroperator.cli.manifest.Document.Place;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.plan.PlannedObject.Result;
import io.ecroperator.cli.terminal.TerminalText;
import java.util.List;
import java.util.Map;

/**
 * A plan for programs. The shape is public API, described in docs/plan.md: fields may come, and none goes or changes its meaning
 * within a major version.
 */
final class DataReport {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper YAML = new YAMLMapper();

    private record Report(
            String clusterName,
            boolean live,
            Integer pruned,
            int exitCode,
            Map<Result, Integer> summary,
            int imagesLost,
            List<Entry> objects,
            int objectsWithoutAws,
            int otherDocuments,
            Map<String, Long> calls) {}

    private record Entry(
            String kind,
            String namespace,
            String name,
            Origin origin,
            Place place,
            String thing,
            String registry,
            Result result,
            List<Action> steps,
            List<Remark> findings,
            List<Preview> previews) {}

    private record Action(String effect, List<String> fields, String call, List<String> details, int images) {}

    private record Preview(String repositoryName, int expiring, int archiving, Integer images, String problem) {

        static Preview of(ExpiryPreview preview) {
            return new Preview(
                    preview.repositoryName(),
                    preview.expiring(),
                    preview.archiving(),
                    preview.images().map(ImageCount::count).orElse(null),
                    preview.problem());
        }
    }

    private record Remark(String severity, String reason, String message) {}

    private DataReport() {}

    /** The plan as JSON. */
    static String json(PlanResult result) {
        return TerminalText.lines(written(JSON, result));
    }

    /** The same as YAML, without a line break at its end. */
    static String yaml(PlanResult result) {
        return TerminalText.lines(written(YAML, result).strip());
    }

    private static String written(ObjectMapper mapper, PlanResult result) {
        try {
            return mapper.writeValueAsString(new Report(
                    result.clusterName(),
                    result.live(),
                    result.pruned().isPresent() ? result.pruned().getAsInt() : null,
                    result.exitCode(),
                    result.counts(),
                    result.imagesLost(),
                    result.planned().stream().map(DataReport::object).toList(),
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
                each.origin(),
                each.manifest().map(Manifest::place).orElse(null),
                each.forecast().thing(),
                each.forecast().registry(),
                each.result(),
                each.forecast().steps().stream()
                        .map(step -> new Action(
                                step.effect().name(), step.fields(), step.call(), step.details(), step.images()))
                        .toList(),
                each.forecast().findings().stream()
                        .map(finding -> new Remark(
                                finding.severity().name(), finding.reason().label(), finding.message()))
                        .toList(),
                each.previews().stream().map(Preview::of).toList());
    }
}
