package io.ecroperator.emulator;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Every call that arrived, in the order of its answer. */
public final class CallLog {

    /**
     * One call.
     *
     * @param repository the repository that it names, empty if none
     * @param outcome {@code ok} or AWS's error code
     */
    public record Call(String operation, String repository, String outcome, String account, String region) {

        /** Whether the call changes something. */
        public boolean isWrite() {
            return !(operation.startsWith("Describe")
                    || operation.startsWith("Get")
                    || operation.startsWith("List")
                    || operation.startsWith("BatchGet"));
        }
    }

    private volatile Queue<Call> calls = new ConcurrentLinkedQueue<>();

    void add(Call call) {
        calls.add(call);
    }

    /** Forgets all calls. */
    public void reset() {
        calls = new ConcurrentLinkedQueue<>();
    }

    /** All calls. */
    public List<Call> all() {
        return List.copyOf(calls);
    }

    /** The calls that change something. */
    public List<Call> writes() {
        return calls.stream().filter(Call::isWrite).toList();
    }

    /** The calls that name this repository. */
    public List<Call> callsOn(String repository) {
        return calls.stream()
                .filter(call -> repository.equals(call.repository()))
                .toList();
    }

    /** How many calls of an operation there were. */
    public long count(String operation) {
        return calls.stream().filter(call -> operation.equals(call.operation())).count();
    }

    /** The number of calls by operation. */
    public Map<String, Long> counts() {
        return calls.stream().collect(Collectors.groupingBy(Call::operation, TreeMap::new, Collectors.counting()));
    }
}
