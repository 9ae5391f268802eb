package io.ecroperator.emulator.dataplane;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** A layer on its way in. Safe for concurrent use, though no client does. */
final class Upload {
    private static final int CHUNK = 65_536;

    private final String id;
    private final String repository;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    Upload(String id, String repository) {
        this.id = id;
        this.repository = repository;
    }

    String id() {
        return id;
    }

    /** {@return id of the repository it goes to} */
    String repository() {
        return repository;
    }

    synchronized long size() {
        return content.size();
    }

    /** Takes all of a request's body; DistributionError if the memory is full, with what came before kept. */
    synchronized void append(InputStream body, MemoryBudget budget) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
            budget.take(count);
            content.write(chunk, 0, count);
        }
    }

    synchronized Layer layer() {
        return new Layer(content.toByteArray());
    }
}
