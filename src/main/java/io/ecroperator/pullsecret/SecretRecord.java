package io.ecroperator.pullsecret;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.token.MintedToken;
import io.ecroperator.token.TokenLife;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the operator notes on a Secret, so that after a restart it knows when the tokens expire, whether somebody has edited
 * them, and which labels and annotations are its own. Holds no token.
 *
 * @param tokens by the label of their key
 * @param digest of the content that the operator wrote
 * @param keys names of the keys that it wrote
 * @param labels names of the labels that it set
 * @param annotations names of the annotations that it set, without this one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SecretRecord(
        SortedMap<String, Entry> tokens,
        String digest,
        List<String> keys,
        List<String> labels,
        List<String> annotations) {

    /** The annotation that holds the record, as JSON. */
    static final String ANNOTATION = "ecr-operator.io/pull-secret";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** No token was minted before, and none is good for longer: what says otherwise is an edit. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    SecretRecord {
        tokens = Collections.unmodifiableSortedMap(new TreeMap<>(tokens == null ? Map.of() : tokens));
        keys = sorted(keys);
        labels = sorted(labels);
        annotations = sorted(annotations);
    }

    /**
     * A token in the Secret.
     *
     * @param host a host that it opens
     * @param mintedAt an instant in ISO 8601
     * @param expiresAt an instant in ISO 8601
     * @param identity whose token it is, of an EcrRegistry; null for the operator's own
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(String host, String mintedAt, String expiresAt, String identity) {

        static Entry of(String host, MintedToken token) {
            return new Entry(
                    host,
                    token.mintedAt().toString(),
                    token.token().expiresAt().toString(),
                    token.identity().orElse(null));
        }

        /** The life of the token; empty if the dates are none. */
        Optional<TokenLife> life() {
            try {
                return Optional.of(new TokenLife(date(mintedAt), date(expiresAt)));
            } catch (DateTimeException | NullPointerException edited) {
                return Optional.empty();
            }
        }
    }

    /** The record in an annotation; empty if there is none that can be read whole. */
    static Optional<SecretRecord> parse(String annotation) {
        if (annotation == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(annotation, SecretRecord.class))
                    .filter(SecretRecord::isReadable);
        } catch (JsonProcessingException edited) {
            return Optional.empty();
        }
    }

    private boolean isReadable() {
        return tokens.values().stream()
                .allMatch(entry -> entry != null && entry.life().isPresent());
    }

    private static Instant date(String text) {
        Instant date = Instant.parse(text);
        if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
            throw new DateTimeException("not a date of a token");
        }
        return date;
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that cannot be written");
        }
    }

    /** SHA-256 over the content, whatever the order of its keys. A token has more entropy than the digest. */
    static String digest(Map<String, String> data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(data).forEach((key, value) -> {
                digest.update(key.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(value.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<String> sorted(Collection<String> names) {
        return List.copyOf(new TreeSet<>(names == null ? List.of() : names));
    }
}
