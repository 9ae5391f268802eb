package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One replication backfill. Safe for concurrent use. */
final class Backfill {
    private final String id;
    private final RegistryKey destination;
    private final Instant startedAt;
    private final List<Result> results = new ArrayList<>();
    private Optional<Integer> total = Optional.empty();
    private Status status = Status.PREPARING;
    private Optional<Instant> endedAt = Optional.empty();

    /** Where it is; the names are the API's. */
    private enum Status {
        PREPARING,
        IN_PROGRESS,
        COMPLETE,
        STOPPING,
        STOPPED;

        boolean isTerminal() {
            return this == COMPLETE || this == STOPPED;
        }
    }

    /**
     * One image, with one of its tags or untagged.
     *
     * @param repository in which it is
     * @param digest its digest
     * @param tag its tag
     */
    record Item(String repository, String digest, Optional<String> tag) {
        ObjectNode toJson() {
            ObjectNode json = Json.object().put("repositoryName", repository);
            ObjectNode imageId = json.putObject("imageId").put("imageDigest", digest);
            tag.ifPresent(name -> imageId.put("imageTag", name));
            return json;
        }
    }

    private record Result(Item item, Replication.Outcome outcome) {
        ObjectNode toJson() {
            ObjectNode json = item.toJson().put("status", outcome.status());
            outcome.failureCode().ifPresent(code -> json.put("failureCode", code));
            return json;
        }
    }

    Backfill(String id, RegistryKey destination, Instant startedAt) {
        this.id = id;
        this.destination = destination;
        this.startedAt = startedAt;
    }

    String id() {
        return id;
    }

    RegistryKey destination() {
        return destination;
    }

    Instant startedAt() {
        return startedAt;
    }

    synchronized boolean isRunning() {
        return !status.isTerminal();
    }

    synchronized boolean endedBefore(Instant instant) {
        return endedAt.filter(end -> end.isBefore(instant)).isPresent();
    }

    /** {@return whether it goes on with these images, which it does not once it was stopped} */
    synchronized boolean prepared(int count, Instant now) {
        if (status != Status.PREPARING) {
            return false;
        }
        total = Optional.of(count);
        status = Status.IN_PROGRESS;
        endIfDone(now);
        return true;
    }

    synchronized boolean isInProgress() {
        return status == Status.IN_PROGRESS;
    }

    synchronized void add(Item item, Replication.Outcome outcome, Instant now) {
        results.add(new Result(item, outcome));
        endIfDone(now);
    }

    private void endIfDone(Instant now) {
        if (total.filter(count -> count == results.size()).isPresent()) {
            status = Status.COMPLETE;
            endedAt = Optional.of(now);
        }
    }

    /** {@return whether it could be stopped} */
    synchronized boolean stop() {
        if (status.isTerminal()) {
            return false;
        }
        status = Status.STOPPING;
        return true;
    }

    synchronized void stopped(Instant now) {
        status = Status.STOPPED;
        endedAt = Optional.of(now);
    }

    /** {@return the members that all answers have} */
    synchronized ObjectNode toJson() {
        ObjectNode json = Json.object().put("replicationBackfillId", id);
        json.putObject("destination").put("region", destination.region()).put("registryId", destination.account());
        return json.put("status", status.name()).put("startedAt", Json.timestamp(startedAt));
    }

    /** {@return the ReplicationBackfillSummary of the API; progress is null until the images are known} */
    synchronized ObjectNode summary() {
        ObjectNode json = toJson();
        endedAt.ifPresent(end -> json.put("endedAt", Json.timestamp(end)));
        total.ifPresent(count -> {
            List<String> codes = results.stream()
                    .flatMap(result -> result.outcome().failureCode().stream())
                    .toList();
            ObjectNode progress = json.putObject("progress")
                    .put("totalReplicationCount", count)
                    .put("completedReplicationCount", results.size() - codes.size())
                    .put("failedReplicationCount", codes.size());
            ArrayNode distinct = progress.putArray("failureCodes");
            codes.stream().distinct().forEach(distinct::add);
        });
        return json;
    }

    /** {@return results per image, none before it has ended} */
    synchronized List<ObjectNode> results() {
        return status.isTerminal() ? results.stream().map(Result::toJson).toList() : List.of();
    }
}
