package io.ecroperator.registryconfig.backfill;

import io.ecroperator.api.v1alpha1.BackfillStatus;
import io.ecroperator.aws.FailedReplication;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.ReplicationBackfill;
import io.ecroperator.aws.ReplicationBackfillApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.status.FailureReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One look at the backfills of one fragment: start what it consents to, and see how far the others are.
 *
 * <p>A status names a backfill before it is asked for, together with the last one before it. So after an answer that was lost,
 * or a process that ended, the listing tells whether ECR has started it, whatever the clocks say. A backfill to the same
 * destination that somebody else has started since will do: it began when the rules were in ECR.
 */
public final class BackfillPass {

    /** So many images are named. */
    private static final int FAILED = 20;

    private final ReplicationBackfillApi api;
    private final BackfillListing listing;
    private final Instant now;
    private final Consumer<List<BackfillStatus>> recorder;
    private final Map<RegistryId, BackfillStatus> backfills = new LinkedHashMap<>();
    private final List<String> waits = new ArrayList<>();
    private boolean onTheWay;

    /** The recorder writes the status at once. */
    public BackfillPass(
            ReplicationBackfillApi api, BackfillListing listing, Instant now, Consumer<List<BackfillStatus>> recorder) {
        this.api = api;
        this.listing = listing;
        this.now = now;
        this.recorder = recorder;
    }

    /**
     * Looks, and starts what is missing.
     *
     * @param recorded what the status says; of a destination that is not consented to any more, it is forgotten
     * @param whyNot why none may be started now, in a sentence; empty if it may
     */
    public BackfillOutcome run(List<RegistryId> consented, List<BackfillStatus> recorded, Optional<String> whyNot) {
        recorded.stream()
                .filter(each -> consented.contains(Backfills.destination(each)))
                .forEach(each -> backfills.put(Backfills.destination(each), each));
        Optional<AwsException> failure = Optional.empty();
        for (RegistryId destination : consented) {
            if (failure.filter(before -> !isOfOneDestination(before)).isPresent()) {
                break;
            }
            try {
                look(destination, whyNot);
            } catch (AwsException e) {
                failure = failure.isPresent() && isOfOneDestination(e) ? failure : Optional.of(e);
            }
        }
        onTheWay |=
                backfills.values().stream().anyMatch(each -> Backfills.isStarted(each) && !Backfills.hasEnded(each));
        return new BackfillOutcome(
                consented,
                List.copyOf(backfills.values()),
                waits,
                failure.map(each -> FailureReport.of(each.failure())),
                Optional.empty(),
                onTheWay ? Optional.of(BackfillListing.LOOKS_APART) : Optional.empty());
    }

    /** Whether the same may go well for another destination; of a registry that does not answer, it is asked no more. */
    private static boolean isOfOneDestination(AwsException failure) {
        return failure.kind() == Kind.INVALID || failure.kind() == Kind.NOT_FOUND || failure.kind() == Kind.DEPENDENCY;
    }

    private void look(RegistryId destination, Optional<String> whyNot) {
        BackfillStatus known = backfills.get(destination);
        if (known == null) {
            if (whyNot.isPresent()) {
                waits.add("That to " + destination.inWords() + " waits: " + whyNot.get());
                return;
            }
            listing.read(api, now); // what is newer than this one is ours
            BackfillStatus starting = Backfills.starting(destination, listing.lastTo(destination));
            put(starting);
            recorder.accept(List.copyOf(backfills.values()));
            start(starting);
        } else if (!Backfills.isStarted(known)) {
            findOrStart(known, whyNot);
        } else if (!Backfills.hasEnded(known)) {
            listing.refresh(api, now);
            put(listing.withId(known.replicationBackfillId())
                    .map(told -> told(known, told))
                    .orElseGet(() -> Backfills.unlisted(known, now)));
        }
    }

    /** It was asked for before, and nobody knows what has come of that. */
    private void findOrStart(BackfillStatus known, Optional<String> whyNot) {
        RegistryId destination = Backfills.destination(known);
        listing.refresh(api, now);
        Optional<ReplicationBackfill> found = listing.firstTo(destination, known.startedAfter());
        if (found.isEmpty() && listing.runsInto(destination.region())) {
            waitForAnother(destination);
            return;
        }
        if (found.isEmpty() && listing.isFull()) {
            waitForOneOfTen(destination);
            return;
        }
        if (found.isEmpty() && whyNot.isEmpty()) {
            listing.read(api, now);
            found = listing.firstTo(destination, known.startedAfter());
        }
        if (found.isPresent()) {
            put(told(known, found.get()));
        } else if (whyNot.isPresent()) {
            waits.add("That to " + destination.inWords() + " waits: " + whyNot.get());
        } else {
            start(known);
        }
    }

    private void waitForAnother(RegistryId destination) {
        onTheWay = true;
        waits.add("That to " + destination.inWords() + " waits for another one into " + destination.region()
                + " to end.");
    }

    private void waitForOneOfTen(RegistryId destination) {
        onTheWay = true;
        waits.add("That to " + destination.inWords() + " waits for one of ten others to end.");
    }

    private void start(BackfillStatus starting) {
        RegistryId destination = Backfills.destination(starting);
        try {
            put(told(starting, api.startReplicationBackfill(destination)));
        } catch (AwsException e) {
            if (ReplicationBackfill.RUNS.equals(e.failure().code())) {
                waitForAnother(destination);
            } else if (e.kind() == Kind.QUOTA) {
                waitForOneOfTen(destination);
            } else {
                throw e;
            }
        }
    }

    /** What ECR says of a backfill, and of its images once it has ended, which is told once. */
    private BackfillStatus told(BackfillStatus known, ReplicationBackfill told) {
        boolean failed = ReplicationBackfill.hasEnded(told.status())
                && told.progress().filter(counts -> counts.failed() > 0).isPresent();
        List<FailedReplication> images =
                failed ? api.describeReplicationBackfillResults(told.replicationBackfillId(), FAILED) : List.of();
        return Backfills.told(known, told, images);
    }

    private void put(BackfillStatus backfill) {
        backfills.put(Backfills.destination(backfill), backfill);
    }
}
