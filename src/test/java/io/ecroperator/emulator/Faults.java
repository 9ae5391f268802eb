package io.ecroperator.emulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong, by operation: for the next calls, always, or now and then. */
public final class Faults {

    /** What happens to a call. */
    sealed interface Effect {

        /** AWS refuses. */
        record Answer(AwsError error) implements Effect {}

        /** The call is carried out and its answer lost. */
        record LostAnswer() implements Effect {}

        /** The connection ends before anything happens. */
        record Reset() implements Effect {}

        /** The answer is no JSON. */
        record Malformed() implements Effect {}

        /** The call takes this much longer. */
        record Delay(Duration time) implements Effect {}
    }

    private record Rule(
            String operation, Optional<String> repository, double probability, AtomicInteger left, Effect effect) {}

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Random random;

    Faults(Random random) {
        this.random = random;
    }

    /** ThrottlingException, 400, as AWS sends it. */
    public When throttleOn(String operation) {
        return failOn(operation, "ThrottlingException", "Rate exceeded");
    }

    /** ServerException, 500. */
    public When serverErrorOn(String operation) {
        return new When(operation, new Effect.Answer(new AwsError(500, "ServerException", "The service is down")));
    }

    /** AccessDeniedException in AWS's words. */
    public When denyOn(String operation) {
        return new When(operation, new Effect.Answer(new AwsError(400, "AccessDeniedException", "")));
    }

    /** Any other error. */
    public When failOn(String operation, String code, String message) {
        return new When(operation, new Effect.Answer(AwsError.of(code, message)));
    }

    /** Carried out, but the caller never learns of it. */
    public When loseAnswerOf(String operation) {
        return new When(operation, new Effect.LostAnswer());
    }

    /** The connection is dropped before anything happens. */
    public When resetOn(String operation) {
        return new When(operation, new Effect.Reset());
    }

    /** An answer that is no JSON. */
    public When malformedOn(String operation) {
        return new When(operation, new Effect.Malformed());
    }

    /** An answer that takes its time. */
    public When delayOn(String operation, Duration time) {
        return new When(operation, new Effect.Delay(time));
    }

    /** All is well again. */
    public void clear() {
        rules.clear();
    }

    /** The effect on this call, if any; {@code *} stands for every operation. */
    Optional<Effect> on(String operation, String repository) {
        for (Rule rule : rules) {
            boolean meant = (rule.operation().equals("*") || rule.operation().equals(operation))
                    && rule.repository().map(repository::equals).orElse(true);
            if (meant && drawn(rule.probability()) && rule.left().getAndDecrement() > 0) {
                return Optional.of(rule.effect());
            }
        }
        return Optional.empty();
    }

    private synchronized boolean drawn(double probability) {
        return probability >= 1 || random.nextDouble() < probability;
    }

    /** When a fault strikes. */
    public final class When {

        private final String operation;
        private final Effect effect;
        private Optional<String> repository = Optional.empty();

        private When(String operation, Effect effect) {
            this.operation = operation;
            this.effect = effect;
        }

        /** Only calls that name this repository. */
        public When forRepository(String name) {
            repository = Optional.of(name);
            return this;
        }

        /** The next {@code number} calls. */
        public void times(int number) {
            add(1, number);
        }

        /** Every call, until cleared. */
        public void always() {
            add(1, Integer.MAX_VALUE);
        }

        /** Each call with this probability, until cleared. */
        public void withProbability(double probability) {
            add(probability, Integer.MAX_VALUE);
        }

        private void add(double probability, int number) {
            rules.add(new Rule(operation, repository, probability, new AtomicInteger(number), effect));
        }
    }
}
