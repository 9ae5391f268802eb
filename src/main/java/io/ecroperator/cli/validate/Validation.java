package io.ecroperator.cli.validate;

import io.ecroperator.cli.manifest.Document;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.manifest.Manifests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was found in some manifests.
 *
 * @param findings in the order of the documents, and of one document the worst first
 * @param objects how many objects were looked at
 * @param others how many were not, since they are of other kinds
 */
record Validation(List<Finding> findings, int objects, int others) {

    /**
     * Looks at everything.
     *
     * @param before the same objects as they are now, as far as they are known
     * @param ignored what is not to be told
     * @param strict whether warnings count as errors
     */
    static Validation of(Manifests manifests, Manifests before, Set<Topic> ignored, boolean strict) {
        List<Manifest> ours = manifests.ours();
        SchemaCheck schema = new SchemaCheck(before);
        List<Finding> findings =
                new ArrayList<>(manifests.unreadable().stream().map(Finding::of).toList());
        List<Manifest> sound = new ArrayList<>();
        for (Manifest manifest : ours) {
            List<Finding> refusals = schema.findings(manifest);
            findings.addAll(refusals);
            if (refusals.isEmpty()) {
                sound.add(manifest);
            }
        }
        Stream.of(
                        new SpecCheck(manifests.all()),
                        new AccessCheck(),
                        new TwinCheck(manifests.all()),
                        new ConflictCheck(),
                        new PolicyCheck(),
                        new PushCheck(),
                        new KeyCheck(manifests.all()),
                        new PracticeCheck(),
                        new ReferenceCheck(manifests.all()))
                .flatMap(check -> check.findings(sound))
                .forEach(findings::add);
        return new Validation(
                findings.stream()
                        .filter(finding -> !ignored.contains(finding.topic()))
                        .map(finding ->
                                strict && finding.severity() == Severity.WARNING ? finding.as(Severity.ERROR) : finding)
                        .sorted(order(manifests.documents()))
                        .toList(),
                ours.size(),
                manifests.all().size() - ours.size());
    }

    private static Comparator<Finding> order(List<Document> documents) {
        IdentityHashMap<Document, Integer> places = new IdentityHashMap<>();
        documents.forEach(document -> places.put(document, places.size()));
        return Comparator.comparing((Finding finding) -> places.get(finding.document()))
                .thenComparing(Finding::severity);
    }

    long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    boolean failed() {
        return count(Severity.ERROR) > 0;
    }
}
