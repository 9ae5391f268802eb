package io.ecroperator.aws.connection;

import java.util.concurrent.atomic.AtomicBoolean;

/** A connection for as long as it is needed. It is closed with its last lease. */
public final class Lease implements AutoCloseable {

    private final EcrConnection connection;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lease(EcrConnection connection, Runnable release) {
        this.connection = connection;
        this.release = release;
    }

    /** The connection; not to be used after {@link #close()}. */
    public EcrConnection connection() {
        return connection;
    }

    /** Gives it back; does nothing the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
