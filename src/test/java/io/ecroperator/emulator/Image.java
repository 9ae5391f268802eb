package io.ecroperator.emulator;

import io.ecroperator.emulator.dataplane.Digest;
import io.ecroperator.emulator.dataplane.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * One image of a repository.
 *
 * @param digest sha256 of the manifest
 * @param manifest the manifest as pushed
 * @param mediaType media type of the manifest
 * @param tags its tags, sorted
 * @param times what happened to it when
 * @param status ACTIVE, ARCHIVED or ACTIVATING
 */
record Image(String digest, String manifest, String mediaType, Set<String> tags, ImageTimes times, String status) {
    static final String ACTIVE = "ACTIVE";
    static final String ARCHIVED = "ARCHIVED";
    static final String ACTIVATING = "ACTIVATING";

    Image {
        tags = new TreeSet<>(tags);
    }

    Image(String digest, String manifest, String mediaType, Set<String> tags, Instant pushedAt, String status) {
        this(digest, manifest, mediaType, tags, ImageTimes.pushedAt(pushedAt), status);
    }

    static String digestOf(String manifest) {
        return Digest.of(manifest.getBytes(StandardCharsets.UTF_8));
    }

    Instant pushedAt() {
        return times.pushed();
    }

    /** {@return what it names} */
    Manifest content() {
        return new Manifest(digest, mediaType, manifest);
    }

    Image with(String tag) {
        Set<String> more = new TreeSet<>(tags);
        more.add(tag);
        return new Image(digest, manifest, mediaType, more, times, status);
    }

    Image without(String tag) {
        Set<String> fewer = new TreeSet<>(tags);
        fewer.remove(tag);
        return new Image(digest, manifest, mediaType, fewer, times, status);
    }

    Image pulled(Instant now) {
        return new Image(digest, manifest, mediaType, tags, times.pulledAt(now), status);
    }

    Image archived(Instant now) {
        return new Image(digest, manifest, mediaType, tags, times.archivedAt(now), ARCHIVED);
    }

    /** {@return the image on its way out of the archive} */
    Image activating(Instant until) {
        return new Image(digest, manifest, mediaType, tags, times.activatedAt(until), ACTIVATING);
    }

    /** {@return the image as it is by now} */
    Image at(Instant now) {
        boolean back = status.equals(ACTIVATING)
                && times.activated().filter(end -> !now.isBefore(end)).isPresent();
        return back ? new Image(digest, manifest, mediaType, tags, times, ACTIVE) : this;
    }
}
