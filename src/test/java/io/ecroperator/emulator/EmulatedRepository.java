package io.ecroperator.emulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A repository's state. Guarded by its registry. */
final class EmulatedRepository {

    /** An image: the digest is the manifest's own. */
    record Image(String digest, String manifest, Instant pushedAt) {}

    final String name;
    final Instant createdAt;
    String mutability = "MUTABLE";
    List<String> exclusionFilters = List.of();
    boolean scanOnPush;
    String encryptionType = "AES256";
    String kmsKey;
    String lifecyclePolicy;
    String repositoryPolicy;
    boolean onceTagged;
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, Image> images = new LinkedHashMap<>();
    final Map<String, String> imageTags = new LinkedHashMap<>();

    EmulatedRepository(String name, Instant createdAt) {
        this.name = name;
        this.createdAt = createdAt;
    }
}
