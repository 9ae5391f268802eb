package io.ecroperator.emulator.dataplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The passwords of registry logins. One says whose it is, for what and until when, under a seal that only the emulator can
 * make; nothing is kept. In form and length it is like ECR's: base64 of a JSON object with an expiration that clients may
 * read, and some 2 kB.
 */
public final class LoginTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int FILLER_BYTES = 600;

    private final Random random;
    private final SecretKeySpec key;

    /**
     * Tokens of one emulator; one with the same seed takes them too, as ECR takes them after its own restarts.
     *
     * @param seed seed of the key
     * @param random makes every token different
     */
    public LoginTokens(long seed, Random random) {
        this.random = random;
        byte[] secret = new byte[KEY_BYTES];
        new Random(seed).nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * What a token stands for.
     *
     * @param visitor whose it is
     * @param audience for which region or registry, see {@link RegistryHost#audience}
     * @param expiresAt the end of its life
     */
    public record Login(Visitor visitor, String audience, Instant expiresAt) {}

    /**
     * Mints a token.
     *
     * @param login what it stands for
     * @return the password, never twice the same
     */
    public String issue(Login login) {
        byte[] filler = new byte[FILLER_BYTES];
        random.nextBytes(filler);
        ObjectNode claims = Json.object()
                .put("account", login.visitor().account())
                .put("role", login.visitor().roleName())
                .put("session", login.visitor().sessionName())
                .put("audience", login.audience())
                .put("expiresAt", login.expiresAt().toString())
                .put("filler", encode(filler));
        String payload = encode(claims.toString().getBytes(StandardCharsets.UTF_8));
        ObjectNode token = Json.object()
                .put("payload", payload)
                .put("datakey", seal(payload))
                .put("version", "2")
                .put("type", "DATA_KEY")
                .put("expiration", login.expiresAt().getEpochSecond());
        return encode(token.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a token, an expired one too.
     *
     * @param password the token
     * @return what it stands for, empty if it was not issued here
     */
    public Optional<Login> read(String password) {
        return decode(password).flatMap(Json::parse).flatMap(token -> {
            String payload = token.path("payload").asText();
            return isSealed(payload, token.path("datakey").asText())
                    ? decode(payload).flatMap(Json::parse).map(LoginTokens::login)
                    : Optional.empty();
        });
    }

    private static Login login(JsonNode claims) {
        Visitor visitor = new Visitor(
                claims.path("account").asText(),
                claims.path("role").asText(),
                claims.path("session").asText());
        return new Login(
                visitor,
                claims.path("audience").asText(),
                Instant.parse(claims.path("expiresAt").asText()));
    }

    private boolean isSealed(String payload, String seal) {
        return MessageDigest.isEqual(
                seal(payload).getBytes(StandardCharsets.UTF_8), seal.getBytes(StandardCharsets.UTF_8));
    }

    private String seal(String payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return encode(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** {@return the text in base64, empty if it is none} */
    static Optional<String> decode(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
