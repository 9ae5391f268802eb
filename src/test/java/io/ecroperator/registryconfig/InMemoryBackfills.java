package io.ecroperator.registryconfig;

import io.ecroperator.aws.FailedReplication;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.ReplicationBackfill;
import io.ecroperator.aws.ReplicationBackfill.Progress;
import io.ecroperator.aws.ReplicationBackfillApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Backfills in memory. One ends when told to, and calls fail when told to. */
final class InMemoryBackfills implements ReplicationBackfillApi {

    private static final Instant FIRST = Instant.parse("2026-01-02T00:00:00Z");

    private final List<String> calls = new ArrayList<>();
    private final List<ReplicationBackfill> backfills = new ArrayList<>();
    private Optional<Kind> fails = Optional.empty();
    private Optional<RegistryId> refused = Optional.empty();
    private boolean answersAreLost;
    private Runnable beforeStart = () -> {};

    /** The calls since this was asked last, by operation. */
    List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    /** All of them, as ECR knows them. */
    List<ReplicationBackfill> all() {
        return List.copyOf(backfills);
    }

    /** Has every call fail so, and do nothing. */
    void fail(Optional<Kind> with) {
        fails = with;
    }

    /** Has a backfill start, and its start fail. */
    void loseAnswers(boolean lose) {
        answersAreLost = lose;
    }

    /** Has every start to a destination be refused. */
    void refuse(Optional<RegistryId> destination) {
        refused = destination;
    }

    /** Has ECR know of none any more. */
    void forget() {
        backfills.clear();
    }

    /** Runs before each start. */
    void beforeStarts(Runnable check) {
        beforeStart = check;
    }

    /** Somebody else starts one, whatever fails. */
    void startElsewhere(RegistryId destination) {
        backfills.add(started(destination));
    }

    /** The last one has come so far. */
    void reach(String status, int completed, int failed, int total) {
        ReplicationBackfill last = backfills.removeLast();
        boolean ended = ReplicationBackfill.hasEnded(status);
        backfills.add(new ReplicationBackfill(
                last.replicationBackfillId(),
                last.destination(),
                status,
                last.startedAt(),
                ended ? Optional.of(last.startedAt().plusSeconds(60)) : Optional.empty(),
                Optional.of(new Progress(total, completed, failed, failed > 0 ? List.of("AccessDenied") : List.of())),
                Optional.empty()));
    }

    private ReplicationBackfill started(RegistryId destination) {
        return new ReplicationBackfill(
                "backfill-" + backfills.size(),
                destination,
                "PREPARING",
                FIRST.plusSeconds(backfills.size()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void call(String operation) {
        calls.add(operation);
        fails.ifPresent(kind -> {
            throw failure(kind, operation, "Code");
        });
    }

    private static AwsException failure(Kind kind, String operation, String code) {
        return new AwsException(new AwsFailure(kind, operation, code, "AWS says no.", "request"), null);
    }

    @Override
    public ReplicationBackfill startReplicationBackfill(RegistryId destination) {
        call("StartReplicationBackfill");
        beforeStart.run();
        if (refused.filter(destination::equals).isPresent()) {
            throw failure(Kind.INVALID, "StartReplicationBackfill", "InvalidParameterException");
        }
        if (backfills.stream()
                        .filter(each -> !ReplicationBackfill.hasEnded(each.status()))
                        .count()
                >= 10) {
            throw failure(Kind.QUOTA, "StartReplicationBackfill", "LimitExceededException");
        }
        if (backfills.stream()
                .anyMatch(each -> each.destination().region().equals(destination.region())
                        && !ReplicationBackfill.hasEnded(each.status()))) {
            throw failure(Kind.TRANSIENT, "StartReplicationBackfill", ReplicationBackfill.RUNS);
        }
        ReplicationBackfill started = started(destination);
        backfills.add(started);
        if (answersAreLost) {
            throw failure(Kind.TRANSIENT, "StartReplicationBackfill", "Timeout");
        }
        return started;
    }

    @Override
    public List<ReplicationBackfill> listReplicationBackfills() {
        call("ListReplicationBackfills");
        return all();
    }

    @Override
    public List<FailedReplication> describeReplicationBackfillResults(String replicationBackfillId, int atMost) {
        call("DescribeReplicationBackfillResults");
        return List.of(new FailedReplication("team-a/api", "v1", "AccessDenied"));
    }
}
