package io.ecroperator.trouble;

import static org.awaitility.Awaitility.await;

import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.process.ProcessWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;

/**
 * How a fleet fared from its creation to its end.
 *
 * @param states what ECR held when the fleet had settled after each step
 * @param heard the writes that were carried out and answered, by {@code operation/repository}
 * @param unheard the writes that were carried out while nobody got the answer
 * @param stuck what did not settle, with what it said
 */
record Course(List<EcrState> states, Map<String, Long> heard, Map<String, Long> unheard, List<String> stuck) {

    /** A process that is killed dozens of times in a step needs minutes of a busy machine to start. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final Duration POLL = Duration.ofMillis(50);

    /** A user's step, and what has not settled after it. */
    private record Step(Runnable user, Supplier<List<String>> unsettled) {}

    /** Creates a fleet, edits it, deletes it and lets go of what cannot be deleted, while the trouble has its way. */
    static Course of(ProcessWorld world, Trouble trouble) {
        Fleet fleet = new Fleet(world);
        List<Step> steps = List.of(
                new Step(fleet::create, fleet::notInSync),
                new Step(fleet::pushImagesAndEdit, fleet::notInSync),
                new Step(fleet::delete, fleet::notDeleted),
                new Step(fleet::retainBlocked, fleet::left));
        List<EcrState> states = new ArrayList<>();
        List<String> stuck = List.of();
        world.emulator().faults().follow(trouble);
        for (Step step : steps) {
            trouble.nextStep();
            step.user().run();
            stuck = settle(step.unsettled(), trouble);
            states.add(EcrState.of(world));
            if (!stuck.isEmpty()) {
                break;
            }
        }
        world.emulator().faults().clear();
        await("all calls are answered").until(() -> world.emulator().callsInFlight() == 0);
        return new Course(
                states,
                EcrState.writes(world, Set.of(LoggedCall.OK)),
                EcrState.writes(world, Set.of(LoggedCall.LOST_ANSWER, LoggedCall.MALFORMED_ANSWER)),
                stuck);
    }

    private static List<String> settle(Supplier<List<String>> unsettled, Trouble trouble) {
        AtomicReference<List<String>> left = new AtomicReference<>(List.of());
        try {
            await().atMost(PATIENCE).pollInterval(POLL).until(() -> {
                trouble.goOn();
                left.set(unsettled.get());
                return left.get().isEmpty();
            });
            return List.of();
        } catch (ConditionTimeoutException e) {
            return left.get();
        }
    }

    /** Writes more than the undisturbed course needed; a repeat for each unheard one is none, if the trouble allows it. */
    List<String> extraWrites(Course undisturbed, Trouble trouble) {
        List<String> extra = new ArrayList<>();
        Set<String> writes = new TreeSet<>(heard.keySet());
        writes.addAll(unheard.keySet());
        for (String write : writes) {
            long done = heard.getOrDefault(write, 0L)
                    + (trouble.mayRepeatUnheardWrites() ? 0 : unheard.getOrDefault(write, 0L));
            long needed = undisturbed.heard().getOrDefault(write, 0L);
            if (done > needed) {
                extra.add(write + ": " + done + " instead of " + needed);
            }
        }
        return extra;
    }
}
