package io.ecroperator.emulator.dataplane;

import java.util.ArrayList;
import java.util.List;

/**
 * Every request to the data plane in the order of the answers; one is there before its answer leaves. Safe for concurrent
 * use.
 */
public final class RequestLog {
    private final List<LoggedRequest> entries = new ArrayList<>();

    /** An empty log. */
    public RequestLog() {}

    synchronized void add(LoggedRequest request) {
        entries.add(request);
    }

    /** {@return all requests since the last reset} */
    public synchronized List<LoggedRequest> entries() {
        return List.copyOf(entries);
    }

    /**
     * The requests about one repository.
     *
     * @param repository name as in the path
     * @return requests since the last reset that name it
     */
    public List<LoggedRequest> on(String repository) {
        return entries().stream()
                .filter(request -> request.repository().equals(repository))
                .toList();
    }

    /** Forgets all requests. */
    public synchronized void reset() {
        entries.clear();
    }
}
