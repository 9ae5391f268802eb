package io.ecroperator.emulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The opaque token of a paged answer: the key after which the next page begins, bound to the list it belongs to. */
final class PageToken {
    private static final char SEPARATOR = '\n';

    private PageToken() {}

    static String after(String list, String key) {
        byte[] plain = (list + SEPARATOR + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(plain);
    }

    /** {@return the key within the token; InvalidParameterException if the token was not made for this list} */
    static String keyOf(String list, String token) {
        try {
            String plain = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            if (plain.startsWith(list + SEPARATOR)) {
                return plain.substring(list.length() + 1);
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static AwsError invalid() {
        return AwsError.invalidParameter("nextToken", "Invalid token");
    }
}
