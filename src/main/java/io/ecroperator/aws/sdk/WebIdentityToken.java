package io.ecroperator.aws.sdk;

import io.ecroperator.aws.ConnectionSpec.WebIdentity;
import io.ecroperator.aws.error.AwsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The token that a web identity shows to STS. The kubelet replaces it every hour, so it is read each time. */
final class WebIdentityToken {

    /** STS takes no more (API reference, AssumeRoleWithWebIdentity). */
    private static final int LONGEST = 20_000;

    /** The token for the API server. A connection names its endpoint too, and must not carry that token there. */
    private static final String OF_THE_API_SERVER = "/kubernetes.io/serviceaccount/";

    private WebIdentityToken() {}

    /** Reads it; throws {@link AwsException} if there is none to be sent. */
    static String read(WebIdentity role) {
        try {
            Path file = Path.of(role.tokenFile()).toRealPath();
            if (file.toString().contains(OF_THE_API_SERVER)) {
                throw unread(role, "is for the API server of Kubernetes and is not sent to AWS");
            }
            String token = start(file);
            if (token.isEmpty()) {
                throw unread(role, "is empty");
            }
            return token;
        } catch (IOException | IllegalArgumentException thrown) {
            throw unread(role, "cannot be read (" + thrown.getClass().getSimpleName() + ")");
        }
    }

    private static String start(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return new String(content.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
        }
    }

    private static AwsException unread(WebIdentity role, String why) {
        return new AwsException(IdentityFailures.tokenFile(role, why), null);
    }
}
