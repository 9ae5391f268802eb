package io.ecroperator.emulator;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The images of one repository by digest, and the tags that point to them. Guarded by the repository's monitor. */
final class ImageStore {
    private final NavigableMap<String, Image> byDigest = new TreeMap<>();
    private final Map<String, String> digestByTag = new HashMap<>();
    private final ImageScans scans = new ImageScans();
    private final Set<String> activating = new TreeSet<>();

    boolean isEmpty() {
        return byDigest.isEmpty();
    }

    int size() {
        return byDigest.size();
    }

    Collection<Image> all() {
        return Collections.unmodifiableCollection(byDigest.values());
    }

    /** {@return the last scan of each image} */
    ImageScans scans() {
        return scans;
    }

    Optional<Image> byDigest(String digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    Optional<Image> byTag(String tag) {
        return Optional.ofNullable(digestByTag.get(tag)).map(byDigest::get);
    }

    /** Stores a new image or replaces its record; its tags are pointed to it by {@link #tag}. */
    void put(Image image) {
        byDigest.put(image.digest(), image);
        if (image.status().equals(Image.ACTIVATING)) {
            activating.add(image.digest());
        }
    }

    /** Lets images be back from the archive whose time has come. */
    void catchUp(Instant now) {
        activating.removeIf(digest -> {
            byDigest.computeIfPresent(digest, (key, image) -> image.at(now));
            return byDigest(digest)
                    .filter(image -> image.status().equals(Image.ACTIVATING))
                    .isEmpty();
        });
    }

    /** Points a tag to an image, away from the one that had it. */
    void tag(String tag, String digest) {
        untag(tag);
        byDigest.computeIfPresent(digest, (key, image) -> image.with(tag));
        digestByTag.put(tag, digest);
    }

    /** Takes a tag away; the image stays, untagged perhaps. */
    void untag(String tag) {
        String digest = digestByTag.remove(tag);
        if (digest != null) {
            byDigest.computeIfPresent(digest, (key, image) -> image.without(tag));
        }
    }

    void remove(String digest) {
        Image image = byDigest.remove(digest);
        if (image != null) {
            image.tags().forEach(digestByTag::remove);
            scans.forget(digest);
        }
    }

    /** {@return whether a manifest list of this repository names the digest} */
    boolean isReferenced(String digest) {
        return byDigest.values().stream()
                .anyMatch(image -> image.content().manifests().contains(digest));
    }
}
