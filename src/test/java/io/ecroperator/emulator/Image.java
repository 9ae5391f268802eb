package io.ecroperator.emulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * One image of a repository.
 *
 * @param digest sha256 of the manifest
 * @param manifest the manifest as pushed
 * @param mediaType media type of the manifest
 * @param tags its tags, sorted
 * @param pushedAt when it was pushed first
 * @param status ACTIVE or ARCHIVED
 */
record Image(String digest, String manifest, String mediaType, Set<String> tags, Instant pushedAt, String status) {
    static final String ACTIVE = "ACTIVE";

    Image {
        tags = new TreeSet<>(tags);
    }

    static String digestOf(String manifest) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(manifest.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Image with(String tag) {
        Set<String> more = new TreeSet<>(tags);
        more.add(tag);
        return new Image(digest, manifest, mediaType, more, pushedAt, status);
    }

    Image without(String tag) {
        Set<String> fewer = new TreeSet<>(tags);
        fewer.remove(tag);
        return new Image(digest, manifest, mediaType, fewer, pushedAt, status);
    }

    Image archived() {
        return new Image(digest, manifest, mediaType, tags, pushedAt, "ARCHIVED");
    }
}
