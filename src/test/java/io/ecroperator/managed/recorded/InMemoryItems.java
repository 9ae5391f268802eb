package io.ecroperator.managed.recorded;

import io.ecroperator.aws.Page;
import io.ecroperator.aws.RegistryItem;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.support.InMemoryEcr.Fault;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a registry in memory has of one kind of things without tags, by name; calls are counted, and fail as asked. */
public final class InMemoryItems<T extends RegistryItem> {

    private final Clock clock;
    private final Map<String, T> held = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private Function<String, Optional<Fault>> faults = operation -> Optional.empty();
    private Runnable onTheWay = () -> {};
    private long born;

    /** None; the clock dates those that come. */
    public InMemoryItems(Clock clock) {
        this.clock = clock;
    }

    /** What there is. */
    public Map<String, T> held() {
        return held;
    }

    /** When something is created now: two lives never share it. */
    public Instant birth() {
        born = born + 1;
        return clock.instant().plusMillis(born);
    }

    /** Decides from now on which calls fail, by operation. */
    public void fail(Function<String, Optional<Fault>> decision) {
        faults = decision;
    }

    /** What happens while a call is on its way, and again while its answer is. */
    public void onTheWay(Runnable happening) {
        onTheWay = happening;
    }

    /** The calls since this was asked last. */
    public List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    /** One call of an operation, carried out or not, answered or not. */
    public <A> A served(String operation, Supplier<A> body) {
        onTheWay.run();
        calls.add(operation);
        Optional<Fault> fault = faults.apply(operation);
        if (fault.filter(each -> !each.carriedOut()).isPresent()) {
            throw failure(fault.get().kind(), operation);
        }
        A answer = body.get();
        onTheWay.run();
        if (fault.isPresent()) {
            throw failure(fault.get().kind(), operation);
        }
        return answer;
    }

    /** The listing of all of them, which is not counted: the background makes it. */
    public Page<T> listed(String operation) {
        faults.apply(operation).ifPresent(fault -> {
            throw failure(fault.kind(), operation);
        });
        return new Page<>(List.copyOf(held.values()), null);
    }

    /** The creation of something, which ECR refuses where there is one of that name. */
    public T create(String operation, String name, Supplier<T> created) {
        return served(operation, () -> {
            if (held.containsKey(name)) {
                throw failure(Kind.ALREADY_EXISTS, operation);
            }
            held.put(name, created.get());
            return held.get(name);
        });
    }

    /** A change of something, which ECR refuses where there is none of that name. */
    public T change(String operation, String name, Function<T, T> changed) {
        return served(operation, () -> {
            held.put(name, changed.apply(there(operation, name)));
            return held.get(name);
        });
    }

    /** The deletion of something, which ECR refuses where there is none of that name. */
    public void delete(String operation, String name) {
        served(operation, () -> {
            there(operation, name);
            return held.remove(name);
        });
    }

    private T there(String operation, String name) {
        if (!held.containsKey(name)) {
            throw failure(Kind.NOT_FOUND, operation);
        }
        return held.get(name);
    }

    private static AwsException failure(Kind kind, String operation) {
        return new AwsException(new AwsFailure(kind, operation, "Code", "AWS says no.", "request-1"), null);
    }
}
