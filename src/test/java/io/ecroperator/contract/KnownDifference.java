package io.ecroperator.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * A case in which the emulator and moto differ, and that is right so.
 *
 * @param name the case
 * @param emulator what the emulator says, in the form in which outcomes are compared
 * @param moto what moto says, likewise
 * @param likeAws which of the two is like AWS
 * @param why the rule of AWS that decides, in a sentence
 * @param source where the rule is published
 */
public record KnownDifference(
        @JsonProperty(value = "case", required = true) String name,
        @JsonProperty(required = true) String emulator,
        @JsonProperty(required = true) String moto,
        @JsonProperty(required = true) LikeAws likeAws,
        @JsonProperty(required = true) String why,
        @JsonProperty(required = true) String source) {

    private static final String RESOURCE = "/contract/differences.yaml";

    /** Which of the two is like AWS. */
    public enum LikeAws {
        /** The emulator. */
        @JsonProperty("emulator")
        EMULATOR("emulator"),
        /** moto; then the emulator says on purpose something else. */
        @JsonProperty("moto")
        MOTO("moto"),
        /** AWS says a third thing or its answer is not published, and no client can care. */
        @JsonProperty("neither-matters")
        NEITHER_MATTERS("neither matters");

        private final String label;

        LikeAws(String label) {
            this.label = label;
        }

        /** In words. */
        public String label() {
            return label;
        }
    }

    /** The committed list, in its order. */
    public static List<KnownDifference> all() {
        try (InputStream yaml = Objects.requireNonNull(KnownDifference.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return List.of(new ObjectMapper(new YAMLFactory()).readValue(yaml, KnownDifference[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
