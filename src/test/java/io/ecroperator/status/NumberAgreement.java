package io.ecroperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** Checks that the nouns of a message agree with their numbers. */
public final class NumberAgreement {

    private NumberAgreement() {}

    /** Fails on {@code 1 tags}, {@code all 1 tags}, {@code 0 of 1 tags}, {@code the one tags}, {@code 2 tag}, {@code 0 tags}. */
    public static void check(String message) {
        for (Noun noun : Noun.values()) {
            String one = noun.of(1);
            String several = noun.of(2);
            assertThat(message)
                    .doesNotContainPattern(Pattern.compile("\\b1 " + several + "\\b"))
                    .doesNotContainPattern(Pattern.compile("\\ball [01] " + several + "\\b"))
                    .doesNotContainPattern(Pattern.compile("(?<!of )\\b0 " + several + "\\b"))
                    .doesNotContainPattern(Pattern.compile("\\bthe one " + several + "\\b"))
                    .doesNotContainPattern(Pattern.compile("\\b([02-9]|\\d\\d+) " + one + "\\b(?! of)"));
        }
    }
}
