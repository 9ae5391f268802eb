package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The scans of one repository's images, by digest, and what is to be found. Guarded by the repository's monitor. */
final class ImageScans {
    private final Map<String, ScanResult> results = new HashMap<>();
    private final Map<String, ArrayNode> toBeFound = new HashMap<>();

    Optional<ScanResult> of(String digest) {
        return Optional.ofNullable(results.get(digest));
    }

    /** Scans an image. */
    void scan(String digest, Instant now, boolean enhanced) {
        results.put(
                digest, new ScanResult(now, enhanced, toBeFound.getOrDefault(digest, Json.MAPPER.createArrayNode())));
    }

    /** Says what scans of an image find from now on; one that was scanned is found to have them at once. */
    void find(String digest, ArrayNode findings) {
        toBeFound.put(digest, findings);
        of(digest).ifPresent(last -> scan(digest, last.at(), last.enhanced()));
    }

    void forget(String digest) {
        results.remove(digest);
    }
}
