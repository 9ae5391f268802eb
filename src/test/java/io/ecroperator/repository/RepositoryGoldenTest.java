package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.access.Power;
import io.ecroperator.access.Powers;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryStatus;
import io.ecroperator.api.v1alpha1.ManagementPolicy;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.managed.Applied;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Outcome;
import io.ecroperator.managed.Outcome.Refused;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Resolution;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.support.PowersOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each directory under {@code golden/repository} is a case: {@code object.yaml} (spec, and status where there is a past)
 * and {@code ecr.yaml} (what ECR holds) lead to {@code expected.yaml} (the plan, and the status once it was carried out).
 */
class RepositoryGoldenTest {

    private static final Cluster CLUSTER = cluster();

    /** No case is about an object of this namespace but those that show what it may do. */
    private static final Powers POWERS = PowersOf.in("platform", Power.ADOPTION_POLICY_ALWAYS);

    private static final Path CASES = Path.of("src/test/resources/golden/repository");
    private static final Set<String> FILES = Set.of("object.yaml", "ecr.yaml", "expected.yaml");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private final ObjectMapper yaml = YAMLMapper.builder(new YAMLFactory()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES))
            .build();

    @TestFactory
    Stream<DynamicTest> shouldPlanAndReportAsRecorded() throws IOException {
        List<Path> cases;
        try (Stream<Path> directories = Files.list(CASES)) {
            cases = directories.sorted().toList();
        }
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(dir -> DynamicTest.dynamicTest(dir.getFileName().toString(), () -> check(dir)));
    }

    private void check(Path dir) throws IOException {
        // Given
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(FILES);
        }
        EcrRepository object = yaml.readValue(dir.resolve("object.yaml").toFile(), EcrRepository.class);
        ViewedRepository seen = viewed(yaml.readTree(dir.resolve("ecr.yaml").toFile()));

        // When
        ObjectNode actual = actual(object, seen);

        // Then
        String expected = yaml.writeValueAsString(
                yaml.readTree(dir.resolve("expected.yaml").toFile()));
        assertThat(yaml.writeValueAsString(actual)).isEqualTo(expected);
        if (object.getStatus() == null) {
            object.setStatus(yaml.readValue("observedGeneration: -1", EcrRepositoryStatus.class));
            assertThat(yaml.writeValueAsString(actual(object, seen)))
                    .as("with the status that the API server gives to a new object")
                    .isEqualTo(expected);
        }
    }

    private ObjectNode actual(EcrRepository object, ViewedRepository seen) {
        Outcome<DesiredRepository, ViewedRepository, RepositoryChange> outcome =
                object.getSpec() == null ? Refused.unreadable() : outcome(object, seen);
        ObjectNode actual = yaml.createObjectNode();
        if (outcome instanceof Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed) {
            var plan = actual.putArray("plan");
            observed.plan().changes().forEach(change -> plan.add(change.describe()));
            actual.set("made", yaml.valueToTree(observed.applied().changes().size()));
        }
        actual.set("status", yaml.valueToTree(RepositoryWorld.status(object, outcome, CLOCK)));
        return actual;
    }

    private static Outcome<DesiredRepository, ViewedRepository, RepositoryChange> outcome(
            EcrRepository object, ViewedRepository seen) {
        return switch (new RepositoryResolver(CLUSTER)
                .resolve(object, PolicyAttachments.NONE, POWERS, Optional.empty())) {
            case Resolution.Refused<DesiredRepository>(var reason, var message) -> new Refused<>(reason, message);
            case Resolution.Resolved<DesiredRepository> resolved -> observed(object, resolved, seen);
        };
    }

    /** The pass as it goes when AWS makes every change that the plan permits. */
    private static Observed<DesiredRepository, ViewedRepository, RepositoryChange> observed(
            EcrRepository object, Resolution.Resolved<DesiredRepository> resolved, ViewedRepository seen) {
        Plan<RepositoryChange> plan =
                new RepositoryPlanner().plan(resolved.desired(), seen, RecordedRepository.from(object.getStatus()));
        boolean observeOnly = object.getSpec().managementPolicy() == ManagementPolicy.OBSERVE;
        List<RepositoryChange> made = observeOnly ? List.of() : plan.permitted();
        ViewedRepository after = seen;
        for (RepositoryChange change : made) {
            after = after(change, after);
        }
        return new Observed<>(
                resolved, Seen.of(after, Look.CACHED), plan, List.of(), new Applied<>(made, List.of()), observeOnly);
    }

    private static ViewedRepository after(RepositoryChange change, ViewedRepository seen) {
        return switch (change) {
            case RepositoryChange.CreateRepository(var created) ->
                ViewedRepository.created(
                        repository(
                                created.repositoryName(),
                                Optional.ofNullable(created.tagMutability()).orElse(TagMutability.of("MUTABLE")),
                                Boolean.TRUE.equals(created.scanOnPush()),
                                Optional.ofNullable(created.encryption()).orElse(new Encryption("AES256", null))),
                        created.tags());
            case RepositoryChange.TagResource(var arn, var tags) -> {
                Map<String, String> all = new HashMap<>(seen.tags().toOptional().orElse(Map.of()));
                all.putAll(tags);
                yield seen.withTags(all);
            }
            case RepositoryChange.UntagResource(var arn, var keys) -> {
                Map<String, String> all = new HashMap<>(seen.tags().toOptional().orElse(Map.of()));
                all.keySet().removeAll(keys);
                yield seen.withTags(all);
            }
            case RepositoryChange.PutLifecyclePolicy(var name, var text, var digest) ->
                seen.withLifecyclePolicy(Reading.found(new LifecyclePolicyText(text, null)));
            case RepositoryChange.DeleteLifecyclePolicy gone -> seen.withLifecyclePolicy(Reading.absent());
            case RepositoryChange.SetRepositoryPolicy(var name, var text, var digest, var force) ->
                seen.withRepositoryPolicy(Reading.found(text));
            case RepositoryChange.DeleteRepositoryPolicy gone -> seen.withRepositoryPolicy(Reading.absent());
            case RepositoryChange.PutImageTagMutability settings -> seen;
            case RepositoryChange.PutImageScanningConfiguration settings -> seen;
        };
    }

    private static ViewedRepository viewed(JsonNode ecr) {
        if ("absent".equals(ecr.path("repository").asText())) {
            return ViewedRepository.ABSENT;
        }
        JsonNode repository = ecr.path("repository");
        TreeSet<String> filters = new TreeSet<>();
        repository.path("exclusionFilters").forEach(filter -> filters.add(filter.asText()));
        return new ViewedRepository(
                Reading.found(repository(
                        repository.path("repositoryName").asText(),
                        new TagMutability(repository.path("imageTagMutability").asText("MUTABLE"), filters),
                        repository.path("scanOnPush").asBoolean(),
                        new Encryption(
                                repository.path("encryptionType").asText("AES256"),
                                repository.path("kmsKey").asText(null)))),
                reading(ecr.path("tags"), RepositoryGoldenTest::tags),
                reading(ecr.path("repositoryPolicy"), JsonNode::asText),
                reading(ecr.path("lifecyclePolicy"), text -> new LifecyclePolicyText(text.asText(), null)));
    }

    private static <T> Reading<T> reading(JsonNode node, Function<JsonNode, T> value) {
        return switch (node.asText()) {
            case "unread" -> Reading.unread();
            case "absent" -> Reading.absent();
            default -> Reading.found(value.apply(node));
        };
    }

    /** One that replaces another. */
    private static Cluster cluster() {
        Cluster cluster = new Cluster("prod", Set.of("0f1e2d3c-0000-4000-8000-00000000000f"));
        cluster.identified("0f1e2d3c-0000-4000-8000-000000000001");
        return cluster;
    }

    private static Map<String, String> tags(JsonNode node) {
        Map<String, String> tags = new HashMap<>();
        node.properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return tags;
    }

    private static Repository repository(
            String name, TagMutability tagMutability, boolean scanOnPush, Encryption encryption) {
        return new Repository(
                name,
                "arn:aws:ecr:eu-central-1:111122223333:repository/" + name,
                "111122223333",
                "111122223333.dkr.ecr.eu-central-1.amazonaws.com/" + name,
                Instant.parse("2026-01-01T00:00:00Z"),
                tagMutability,
                scanOnPush,
                encryption);
    }
}
