package io.ecroperator.aws;

import java.util.Optional;

/** Long-lived credentials, or with a session token temporary ones. */
public record AccessKey(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {

    /** Only the id, which is no secret. */
    @Override
    public String toString() {
        return "AccessKey[" + accessKeyId + "]";
    }
}
