package io.ecroperator.publicrepository;

import io.ecroperator.aws.Logo;
import io.ecroperator.publicrepository.DesiredCatalog.DesiredLogo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What ECR Public takes for a logo: a PNG of at most 512,000 bytes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_RepositoryCatalogDataInput.html">logoImageBlob</a>
 */
public final class Pictures {

    private static final int MAX_BYTES = 512_000;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Pictures() {}

    /** Why ECR Public would not take a text in base64 as a logo, after the name of its field; empty if it would. */
    public static Optional<String> fault(String base64) {
        try {
            logo(base64);
            return Optional.empty();
        } catch (UnusableLogoException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * The logo of a text in base64, which may have line breaks.
     *
     * @throws UnusableLogoException if it is none
     */
    static DesiredLogo logo(String base64) {
        byte[] content;
        try {
            content = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new UnusableLogoException("is no base64: write the output of base64 logo.png.");
        }
        if (!Arrays.equals(PNG, 0, PNG.length, content, 0, Math.min(PNG.length, content.length))) {
            throw new UnusableLogoException("is no PNG: ECR Public takes PNGs only.");
        }
        if (content.length > MAX_BYTES) {
            throw new UnusableLogoException(
                    "has " + content.length + " bytes; ECR Public takes at most " + MAX_BYTES + ".");
        }
        return new DesiredLogo(
                Optional.of(new Logo(base64)), "sha256:" + HexFormat.of().formatHex(sha256(content)));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
