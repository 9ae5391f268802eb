package io.ecroperator.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Faults to come. {@code faults.on("CreateRepository").repository("a").times(2).throttle()} refuses the next two calls;
 * without {@code times} or {@code probability} a fault stays until cleared. Delays and holds add up; of the other faults the
 * one installed first strikes. Safe for concurrent use.
 */
public final class Faults {
    /** Stands for every operation. */
    public static final String ANY = "*";

    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final Random random;
    private volatile FaultPlan plan = FaultPlan.NONE;
    private volatile CountDownLatch stalled = new CountDownLatch(1);

    Faults(Random random) {
        this.random = random;
    }

    /**
     * Begins a fault.
     *
     * @param operation operation name or {@link #ANY}
     * @return the calls that it would strike
     */
    public Target on(String operation) {
        return new Target(this, operation, "", "", "", "", "*", Integer.MAX_VALUE, 1);
    }

    /**
     * Lets a plan decide what strikes each call, in place of the plan before; faults that are installed one by one go first.
     *
     * @param next asked once for every call, on the thread that serves it
     */
    public void follow(FaultPlan next) {
        plan = next;
    }

    /** Closes the connections of calls that a plan has stalled. */
    public void releaseStalled() {
        CountDownLatch ended = stalled;
        stalled = new CountDownLatch(1);
        ended.countDown();
    }

    /** Takes all faults and the plan away; calls they hold go on. */
    public void clear() {
        plan = FaultPlan.NONE;
        releaseStalled();
        List.copyOf(faults).forEach(Fault::clear);
    }

    void remove(Fault fault) {
        faults.remove(fault);
    }

    /** {@return what strikes this call: any number of delays and holds, at most one of the others, which comes last} */
    List<FaultEffect> draw(AwsRequest request) {
        List<FaultEffect> waits = new ArrayList<>();
        for (Fault fault : faults) {
            if (fault.strikes(request, random)) {
                waits.add(fault.effect());
                if (!(fault.effect() instanceof FaultEffect.Delay || fault.effect() instanceof FaultEffect.Hold)) {
                    return waits;
                }
            }
        }
        planned(request).ifPresent(waits::add);
        return waits;
    }

    private Optional<FaultEffect> planned(AwsRequest request) {
        CountDownLatch release = stalled;
        return switch (plan.fate(request.operation(), request.repositoryName())) {
            case NONE -> Optional.empty();
            case THROTTLED -> Optional.of(new FaultEffect.Refuse(AwsError.throttled()));
            case SERVER_ERROR -> Optional.of(new FaultEffect.Refuse(AwsError.server()));
            case RESET -> Optional.of(new FaultEffect.Reset());
            case ANSWER_LOST -> Optional.of(new FaultEffect.LoseAnswer());
            case ANSWER_MALFORMED -> Optional.of(new FaultEffect.GarbleAnswer());
            case STALLED -> Optional.of(new FaultEffect.Stall(false, release));
            case ANSWER_STALLED -> Optional.of(new FaultEffect.Stall(true, release));
        };
    }

    private Fault add(Target target, FaultEffect effect) {
        Fault fault = new Fault(this, target, effect);
        faults.add(fault);
        return fault;
    }

    /**
     * Which calls a fault strikes, and how often.
     *
     * @param faults where the fault goes
     * @param operation operation name or {@link #ANY}
     * @param service IAM prefix of the service, empty for any
     * @param repository repository name, empty for any
     * @param account account of the caller, empty for any
     * @param region region of the call, empty for any
     * @param inside names of repositories that it spares, {@code *} to strike regardless of the repository
     * @param times number of calls
     * @param probability chance of each call, 0..1
     */
    public record Target(
            Faults faults,
            String operation,
            String service,
            String repository,
            String account,
            String region,
            String inside,
            int times,
            double probability) {
        private static final int UNAVAILABLE = 503;

        /**
         * Only calls of one service.
         *
         * @param prefix its IAM prefix, say {@code ecr-public}
         * @return the narrower target
         */
        public Target service(String prefix) {
            return new Target(faults, operation, prefix, repository, account, region, inside, times, probability);
        }

        /**
         * Only calls about one repository.
         *
         * @param name repository name
         * @return the narrower target
         */
        public Target repository(String name) {
            return new Target(faults, operation, service, name, account, region, inside, times, probability);
        }

        /**
         * Only calls of one account.
         *
         * @param id account id
         * @return the narrower target
         */
        public Target account(String id) {
            return new Target(faults, operation, service, repository, id, region, inside, times, probability);
        }

        /**
         * Only calls in one region.
         *
         * @param name region
         * @return the narrower target
         */
        public Target region(String name) {
            return new Target(faults, operation, service, repository, account, name, inside, times, probability);
        }

        /**
         * Only the next calls that match.
         *
         * @param calls how many
         * @return the narrower target
         */
        public Target times(int calls) {
            return new Target(faults, operation, service, repository, account, region, inside, calls, probability);
        }

        /**
         * Only some calls, by the emulator's seed.
         *
         * @param chance 0..1
         * @return the narrower target
         */
        public Target probability(double chance) {
            return new Target(faults, operation, service, repository, account, region, inside, times, chance);
        }

        /** {@return a fault that answers ThrottlingException, "Rate exceeded"} */
        public Fault throttle() {
            return with(new FaultEffect.Refuse(AwsError.throttled()));
        }

        /** {@return a fault that answers ServerException with status 500} */
        public Fault serverError() {
            return with(new FaultEffect.Refuse(AwsError.server()));
        }

        /** {@return a fault that answers ServiceUnavailable with status 503} */
        public Fault unavailable() {
            return error("ServiceUnavailable", "Service is unable to handle request.", UNAVAILABLE);
        }

        /** {@return a fault that answers AccessDeniedException and names the call's action and resource} */
        public Fault deny() {
            return with(new FaultEffect.Deny());
        }

        /**
         * A fault that answers as to an identity whose policy has {@code repository/<allowed>} for its only Resource. It strikes
         * each call that names another repository, and each that lists all of them: IAM looks for {@code repository/*} there.
         *
         * @param allowed repository names, {@code *} stands for any run of characters
         * @return the fault
         */
        public Fault denyOutside(String allowed) {
            Target outside =
                    new Target(faults, operation, service, repository, account, region, allowed, times, probability);
            return outside.with(new FaultEffect.DenyOutside(allowed));
        }

        /**
         * A fault that answers any error.
         *
         * @param code error code
         * @param message error message
         * @param status HTTP status
         * @return the fault
         */
        public Fault error(String code, String message, int status) {
            return with(new FaultEffect.Refuse(AwsError.of(code, message, status)));
        }

        /**
         * A fault that answers any error with status 400.
         *
         * @param code error code
         * @param message error message
         * @return the fault
         */
        public Fault error(String code, String message) {
            return error(code, message, AwsError.BAD_REQUEST);
        }

        /**
         * A fault that makes calls slow.
         *
         * @param duration additional time
         * @return the fault
         */
        public Fault delay(Duration duration) {
            return with(new FaultEffect.Delay(duration));
        }

        /** {@return a fault that stops calls before they are applied, until it is released or cleared} */
        public Fault hold() {
            return with(new FaultEffect.Hold(new CountDownLatch(1)));
        }

        /** {@return a fault that closes the connection before the call is applied} */
        public Fault reset() {
            return with(new FaultEffect.Reset());
        }

        /** {@return a fault that applies the call and then closes the connection} */
        public Fault loseAnswer() {
            return with(new FaultEffect.LoseAnswer());
        }

        /** {@return a fault that applies the call and then answers 200 with a body that is no JSON} */
        public Fault malformed() {
            return with(new FaultEffect.GarbleAnswer());
        }

        private Fault with(FaultEffect effect) {
            return faults.add(this, effect);
        }

        boolean matches(AwsRequest request) {
            return (operation.equals(ANY) || operation.equals(request.operation()))
                    && (service.isEmpty() || service.equals(request.service()))
                    && (repository.isEmpty()
                            || request.authorisedRepositories().contains(repository)
                            || repository.equals(request.repositoryName()))
                    && (account.isEmpty() || account.equals(request.caller().account()))
                    && (region.isEmpty() || region.equals(request.region()))
                    && (inside.equals("*") || request.repositoryOutside(inside).isPresent());
        }
    }
}
