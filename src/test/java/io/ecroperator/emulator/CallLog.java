package io.ecroperator.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every AWS call in the order of the answers. An entry is there before its answer leaves, so a client that has an answer
 * finds its call here. Calls of the admin interface and of {@link Registry} are not logged. Safe for concurrent use.
 */
public final class CallLog {
    private final List<LoggedCall> entries = new ArrayList<>();
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private long first;

    CallLog() {}

    synchronized void add(AwsRequest request, boolean isWrite, String outcome, Instant at) {
        entries.add(new LoggedCall(
                first + entries.size(),
                at,
                request.service(),
                request.operation(),
                request.repositoryName(),
                outcome,
                request.caller().account(),
                request.caller().arn(),
                request.region(),
                isWrite));
        counts.merge(request.operation(), 1L, Long::sum);
    }

    /** {@return all calls since the last reset} */
    public synchronized List<LoggedCall> entries() {
        return List.copyOf(entries);
    }

    /** {@return a mark for {@link #since}: the sequence number of the next call} */
    public synchronized long mark() {
        return first + entries.size();
    }

    /**
     * The calls after a mark.
     *
     * @param mark result of {@link #mark}
     * @return calls answered since then and not forgotten by a reset
     */
    public synchronized List<LoggedCall> since(long mark) {
        int from = Math.clamp(mark - first, 0, entries.size());
        return List.copyOf(entries.subList(from, entries.size()));
    }

    /** {@return the calls of operations that change state, refused ones too} */
    public List<LoggedCall> writes() {
        return entries().stream().filter(LoggedCall::isWrite).toList();
    }

    /**
     * The calls about one repository.
     *
     * @param repository repository name
     * @return calls since the last reset that name it
     */
    public List<LoggedCall> callsOn(String repository) {
        return entries().stream()
                .filter(call -> call.repository().equals(repository))
                .toList();
    }

    /**
     * The calls in one registry.
     *
     * @param account account of the caller
     * @param region region of the call
     * @return calls since the last reset
     */
    public List<LoggedCall> callsIn(String account, String region) {
        return entries().stream()
                .filter(call -> call.account().equals(account) && call.region().equals(region))
                .toList();
    }

    /**
     * How often an operation was called.
     *
     * @param operation operation name
     * @return calls since the last reset, with any outcome
     */
    public long count(String operation) {
        return counts().getOrDefault(operation, 0L);
    }

    /** {@return calls since the last reset by operation} */
    public synchronized SortedMap<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** {@return number of calls since the last reset} */
    public synchronized int total() {
        return entries.size();
    }

    /** Forgets all calls. Marks stay valid. */
    public synchronized void reset() {
        first += entries.size();
        entries.clear();
        counts.clear();
    }
}
