package io.ecroperator.emulator.dataplane;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The names of content. */
public final class Digest {
    private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");

    private Digest() {}

    /** Refuses the name of content by another algorithm, or none: ECR knows SHA-256 only. */
    static void require(String digest) {
        if (!SHA256.matcher(digest).matches()) {
            throw DistributionError.digestUnsupported(digest);
        }
    }

    /** {@return {@code sha256:} and 64 hexadecimal digits} */
    public static String of(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
