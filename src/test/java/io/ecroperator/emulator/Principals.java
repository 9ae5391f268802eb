package io.ecroperator.emulator;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which IAM roles and users exist. All do, unless a test says otherwise: a policy that names a missing one is refused with
 * {@code Principal not found}, and a policy that names a deleted one comes back with the unique id in its place.
 */
public final class Principals {
    private static final int UNIQUE_ID_LENGTH = 17;

    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    Principals() {}

    /**
     * A role or user that IAM does not know (yet).
     *
     * @param name last part of its ARN, without path
     */
    public void declareMissing(String name) {
        missing.add(name);
    }

    /**
     * From now on it exists.
     *
     * @param name last part of its ARN, without path
     */
    public void declareCreated(String name) {
        missing.remove(name);
    }

    /**
     * Deletes a role or user: it cannot be named any more, and policies that name it show an AROA or AIDA id instead.
     *
     * @param name last part of its ARN, without path
     */
    public void declareDeleted(String name) {
        missing.add(name);
        deleted.add(name);
    }

    boolean exists(String arn) {
        return !missing.contains(nameOf(arn));
    }

    /** {@return the unique id that policies show instead of the ARN of a deleted principal} */
    Optional<String> uniqueIdOfDeleted(String arn) {
        if (!arn.startsWith("arn:") || !deleted.contains(nameOf(arn))) {
            return Optional.empty();
        }
        String hash = UUID.nameUUIDFromBytes(arn.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .toUpperCase(Locale.ROOT);
        return Optional.of((arn.contains(":user/") ? "AIDA" : "AROA") + hash.substring(0, UNIQUE_ID_LENGTH));
    }

    private static String nameOf(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
