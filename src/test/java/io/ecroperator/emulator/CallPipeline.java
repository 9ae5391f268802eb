package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.iam.Caller;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The way of one call: latency, faults, rate limit, operation, log. Holds no lock while it waits. */
final class CallPipeline implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CallPipeline.class.getName());
    private static final int INTERNAL = 500;

    private final EmulatorState state;
    private final OperationTable table;
    private final Permissions permissions;
    private final CallLog log;
    private final Faults faults;
    private final RateLimits limits;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    CallPipeline(EmulatorState state, CallLog log, Faults faults, RateLimits limits) {
        this.state = state;
        this.table = new OperationTable(state);
        this.permissions = new Permissions(state);
        this.log = log;
        this.faults = faults;
        this.limits = limits;
    }

    /** Serves a call and logs it. */
    Reply call(AwsRequest request) {
        inFlight.incrementAndGet();
        try {
            return logged(request);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    /** {@return the number of calls that are being served} */
    int inFlight() {
        return inFlight.get();
    }

    private Reply logged(AwsRequest request) {
        Optional<Operation> operation = table.find(request);
        pause(state.options().latency());
        Reply reply = operation.map(found -> guarded(request, found)).orElseGet(CallPipeline::unknown);
        boolean write = operation.map(Operation::write).orElse(false);
        log.add(request, write, reply.outcome(), state.clock().instant());
        return reply;
    }

    /** {@return the answer to a call of ECR or ECR Public without faults, limits, permissions and log; AwsError if it is refused} */
    JsonNode answerUncounted(String service, RegistryKey registry, String operation, ObjectNode body) {
        Caller caller = Caller.ofAccount(registry.account());
        AwsRequest request = new AwsRequest(service, operation, caller, registry.region(), new Parameters("", body));
        return switch (table.find(request).map(found -> run(request, found)).orElseGet(CallPipeline::unknown)) {
            case Reply.Answered(JsonNode answer) -> answer;
            case Reply.Refused(AwsError error) -> throw error;
            case Reply.Dropped dropped -> Json.object();
            case Reply.Garbled garbled -> Json.object();
        };
    }

    private Reply guarded(AwsRequest request, Operation operation) {
        List<FaultEffect> effects = faults.draw(request);
        effects.forEach(this::await);
        if (!limits.allows(request)) {
            return new Reply.Refused(AwsError.throttled());
        }
        return switch (effects.isEmpty() ? new FaultEffect.Delay(Duration.ZERO) : effects.getLast()) {
            case FaultEffect.Refuse(AwsError error) -> new Reply.Refused(error);
            case FaultEffect.Deny() -> new Reply.Refused(Denial.byIdentityPolicy(request));
            case FaultEffect.DenyOutside(String allowed) ->
                new Reply.Refused(Denial.byIdentityPolicy(
                        request, request.repositoryOutside(allowed).orElseThrow()));
            case FaultEffect.Reset() -> new Reply.Dropped(LoggedCall.CONNECTION_RESET);
            case FaultEffect.LoseAnswer() -> unheard(served(request, operation));
            case FaultEffect.GarbleAnswer() -> {
                served(request, operation);
                yield new Reply.Garbled();
            }
            case FaultEffect.Stall(boolean applied, CountDownLatch release) -> {
                Reply reply =
                        applied ? unheard(served(request, operation)) : new Reply.Dropped(LoggedCall.CONNECTION_RESET);
                await(release);
                yield reply;
            }
            case FaultEffect.Delay delay -> served(request, operation);
            case FaultEffect.Hold hold -> served(request, operation);
        };
    }

    /** Runs it if credentials and policies let it in. */
    private Reply served(AwsRequest request, Operation operation) {
        return permissions.refusal(request).<Reply>map(Reply.Refused::new).orElseGet(() -> run(request, operation));
    }

    private static Reply run(AwsRequest request, Operation operation) {
        try {
            return new Reply.Answered(operation.handler().apply(request));
        } catch (AwsError error) {
            return new Reply.Refused(error);
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "The emulator failed in " + request.operation(), bug);
            return new Reply.Refused(AwsError.of("InternalFailure", "Emulator defect: " + bug, INTERNAL));
        }
    }

    /** A call whose answer nobody gets; a refused one has applied nothing. */
    private static Reply unheard(Reply reply) {
        return new Reply.Dropped(
                reply instanceof Reply.Answered ? LoggedCall.LOST_ANSWER : LoggedCall.CONNECTION_RESET);
    }

    private static Reply unknown() {
        return new Reply.Refused(AwsError.of("UnknownOperationException", "Unknown operation"));
    }

    private void await(FaultEffect effect) {
        if (effect instanceof FaultEffect.Delay(Duration duration)) {
            pause(duration);
        }
        if (effect instanceof FaultEffect.Hold(CountDownLatch release)) {
            await(release);
        }
    }

    private static void await(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits, unless the emulator closes first. */
    private void pause(Duration duration) {
        if (duration.isZero()) {
            return;
        }
        try {
            if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        faults.clear();
    }
}
