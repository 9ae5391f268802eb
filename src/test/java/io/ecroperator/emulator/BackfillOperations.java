package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Backfills: the images that were there before a destination.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartReplicationBackfill.html">StartReplicationBackfill</a>
 */
final class BackfillOperations {
    private static final String ID = "replicationBackfillId";
    private static final Pattern ID_PATTERN =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int ID_LENGTH = 36;
    private static final int MAX_RUNNING = 10;
    private static final int LIST_MAX = 50;
    private static final int LIST_DEFAULT = 25;
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Set<String> RESULTS = new TreeSet<>(Set.of("COMPLETE", "FAILED"));

    private final EmulatorState state;

    BackfillOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "StartReplicationBackfill", Operation.write(this::start),
                "StopReplicationBackfill", Operation.write(this::stop),
                "ListReplicationBackfills", Operation.read(this::list),
                "DescribeReplicationBackfillResults", Operation.read(this::describe));
    }

    private JsonNode start(AwsRequest request) {
        RegistryKey destination =
                ReplicationOperations.destination(request.parameters().requiredStructure("destination"));
        RegistryState registry = state.registry(request);
        if (!isConfigured(registry, destination)) {
            throw AwsError.invalidParameter(
                    "destination", "The destination is not in the replication configuration of the registry");
        }
        Backfill backfill = add(registry, destination);
        ObjectNode answer = answer(registry, backfill.toJson());
        state.replication().enqueue(() -> prepare(registry, backfill));
        return answer;
    }

    private static boolean isConfigured(RegistryState registry, RegistryKey destination) {
        return registry.settings()
                .with(RegistrySettings::replication)
                .path("rules")
                .valueStream()
                .flatMap(rule -> rule.path("destinations").valueStream())
                .anyMatch(target -> target.path("region").asText().equals(destination.region())
                        && target.path("registryId").asText().equals(destination.account()));
    }

    private Backfill add(RegistryState registry, RegistryKey destination) {
        Map<String, Backfill> backfills = registry.backfills();
        synchronized (backfills) {
            List<Backfill> running =
                    backfills.values().stream().filter(Backfill::isRunning).toList();
            if (running.stream().anyMatch(other -> other.destination().region().equals(destination.region()))) {
                throw AwsError.of(
                        "ReplicationBackfillInProgressException",
                        "A replication backfill is already in progress for the destination Region "
                                + destination.region());
            }
            if (running.size() >= MAX_RUNNING) {
                throw AwsError.of(
                        "LimitExceededException",
                        "A registry cannot have more than " + MAX_RUNNING + " replication backfills in progress");
            }
            UUID id = new UUID(state.random().nextLong(), state.random().nextLong());
            Backfill backfill = new Backfill(id.toString(), destination, registry.now());
            backfills.put(backfill.id(), backfill);
            return backfill;
        }
    }

    private void prepare(RegistryState registry, Backfill backfill) {
        List<Backfill.Item> items = registry.all().stream()
                .filter(repository -> state.replication()
                        .destinations(registry, repository.name(), rule -> true)
                        .contains(backfill.destination()))
                .flatMap(repository -> items(repository).stream())
                .toList();
        if (backfill.prepared(items.size(), registry.now())) {
            items.forEach(item -> state.replication().enqueue(() -> replicate(registry, backfill, item)));
        }
    }

    /** Each image with each of its tags is one. */
    private static List<Backfill.Item> items(Repository repository) {
        synchronized (repository) {
            List<Backfill.Item> items = new ArrayList<>();
            for (Image image : repository.images().all()) {
                if (image.tags().isEmpty()) {
                    items.add(new Backfill.Item(repository.name(), image.digest(), Optional.empty()));
                }
                image.tags()
                        .forEach(tag ->
                                items.add(new Backfill.Item(repository.name(), image.digest(), Optional.of(tag))));
            }
            return items;
        }
    }

    private void replicate(RegistryState registry, Backfill backfill, Backfill.Item item) {
        if (backfill.isInProgress()) {
            Replication.Outcome outcome = state.replication()
                    .replicate(registry, item.repository(), item.digest(), item.tag(), backfill.destination());
            backfill.add(item, outcome, registry.now());
        }
    }

    private JsonNode stop(AwsRequest request) {
        String id = id(request.parameters());
        RegistryState registry = state.registry(request);
        Backfill backfill = existing(registry, id);
        if (!backfill.stop()) {
            throw AwsError.of(
                    "ReplicationBackfillInvalidStatusException",
                    "The replication backfill with id '%s' has ended".formatted(id));
        }
        ObjectNode answer = answer(registry, backfill.toJson());
        state.replication().enqueue(() -> backfill.stopped(registry.now()));
        return answer;
    }

    private JsonNode list(AwsRequest request) {
        Page page = Page.of(request.parameters(), "backfills", LIST_MAX, LIST_DEFAULT);
        RegistryState registry = state.registry(request);
        List<Backfill> kept = registry.backfills().values().stream()
                .filter(backfill -> isKept(registry, backfill))
                .sorted(Comparator.comparing(BackfillOperations::key))
                .filter(backfill -> key(backfill).compareTo(page.after()) > 0)
                .toList();
        return answer(registry, page.of(kept, BackfillOperations::key, Backfill::summary));
    }

    private static String key(Backfill backfill) {
        return "%020d/%s".formatted(backfill.startedAt().toEpochMilli(), backfill.id());
    }

    private JsonNode describe(AwsRequest request) {
        String id = id(request.parameters());
        Optional<String> wanted = request.parameters().oneOf("resultStatusFilter", RESULTS);
        Page page = Page.of(request.parameters(), "results");
        RegistryState registry = state.registry(request);
        Backfill backfill = existing(registry, id);
        List<ObjectNode> results = backfill.results().stream()
                .filter(result -> wanted.isEmpty()
                        || wanted.get().equals(result.path("status").asText()))
                .toList();
        int first = page.after().isEmpty() ? 0 : Integer.parseInt(page.after()) + 1;
        ObjectNode answer = page.of(
                IntStream.range(Math.min(first, results.size()), results.size())
                        .boxed()
                        .toList(),
                String::valueOf,
                results::get);
        ObjectNode whole = backfill.summary();
        whole.setAll(answer);
        return answer(registry, whole);
    }

    private static Backfill existing(RegistryState registry, String id) {
        return Optional.ofNullable(registry.backfills().get(id))
                .filter(backfill -> isKept(registry, backfill))
                .orElseThrow(() -> AwsError.of(
                        "ReplicationBackfillNotFoundException",
                        "The replication backfill with id '%s' does not exist in the registry with id '%s'"
                                .formatted(id, registry.key().account())));
    }

    private static boolean isKept(RegistryState registry, Backfill backfill) {
        Instant oldest = registry.now().minus(KEPT);
        return !backfill.endedBefore(oldest);
    }

    private static String id(Parameters parameters) {
        return parameters.matching(ID, ID_LENGTH, ID_LENGTH, ID_PATTERN).orElseThrow(() -> parameters.missing(ID));
    }

    private static ObjectNode answer(RegistryState registry, ObjectNode json) {
        return json.put("registryId", registry.key().account());
    }
}
