package io.ecroperator.aws;

import java.util.Base64;

/**
 * A picture for the gallery of ECR Public. It can be written, and not be read back.
 *
 * @param base64 the PNG of up to 500 KB
 */
public record Logo(String base64) {

    /** Throws {@link IllegalArgumentException} if it is no base64. */
    public Logo {
        Base64.getMimeDecoder().decode(base64);
    }

    /** The picture itself. */
    public byte[] content() {
        return Base64.getMimeDecoder().decode(base64);
    }

    /** Without the picture. */
    @Override
    public String toString() {
        return "Logo";
    }
}
