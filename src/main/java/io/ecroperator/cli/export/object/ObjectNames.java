package io.ecroperator.cli.export.object;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * What objects are called after things in ECR, whose names Kubernetes does not take: {@code team-a-api} for {@code team-a/api}.
 * Of several things that would be called the same, the first one that was asked for is; the others get a hash of their own
 * name. So things are asked for from the oldest on, and a new one does not rename those that were exported before it.
 */
public final class ObjectNames {

    /** With the kind before it, a name is the name of a file. */
    private static final int MOST_CHARACTERS = 200;

    private static final int HASH_CHARACTERS = 8;

    private final Map<String, String> thingByName = new HashMap<>();

    /** A DNS subdomain, the same for the same things asked for in the same order. */
    public String of(String thing) {
        String name = plain(thing);
        if (name.length() > MOST_CHARACTERS || !thing.equals(thingByName.computeIfAbsent(name, free -> thing))) {
            String withHash = shortened(name) + "-" + hash(thing);
            thingByName.put(withHash, thing);
            return withHash;
        }
        return name;
    }

    private static String plain(String thing) {
        return thing.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("-*\\.-*", ".")
                .replaceAll("^[-.]+|[-.]+$", "");
    }

    private static String shortened(String name) {
        int end = Math.min(name.length(), MOST_CHARACTERS - HASH_CHARACTERS - 1);
        return name.substring(0, end).replaceAll("[-.]+$", "");
    }

    /** The beginning of the SHA-256 of a text, in hexadecimal digits. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JVM has SHA-256", e);
        }
    }
}
