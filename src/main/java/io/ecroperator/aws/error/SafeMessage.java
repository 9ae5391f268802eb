package io.ecroperator.aws.error;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes AWS's sentences fit for conditions, Events and logs: one line, bounded, and without the policy that was sent. */
final class SafeMessage {

    /** The longest message that is kept, in characters. */
    static final int MAX_LENGTH = 500;

    private static final Pattern WHITESPACE = Pattern.compile("[\\s\\p{Cntrl}]+");
    // "Value '<the whole text>' at 'policyText' failed to satisfy constraint": AWS quotes the parameter it refuses.
    private static final Pattern QUOTED_VALUE =
            Pattern.compile("(?i)value '.*' at '([a-z]*policytext)'", Pattern.DOTALL);
    private static final Pattern OBJECT = Pattern.compile("\\{.*\\}|\\{.*$", Pattern.DOTALL);
    // A list of bare words stays: it names missing properties ("missing required properties ([\"action\"])").
    private static final Pattern LIST =
            Pattern.compile("\\[(?!\"[A-Za-z]{1,40}\"(?:,\"[A-Za-z]{1,40}\"){0,9}\\])[^\\]]*\\]?");

    private SafeMessage() {}

    /** The message without policy text, on one line, cut at {@link #MAX_LENGTH}; never null. */
    static String of(String message) {
        if (message == null) {
            return "";
        }
        String safe = message;
        if (message.toLowerCase(Locale.ROOT).contains("policy")) {
            safe = QUOTED_VALUE.matcher(safe).replaceAll("Value at '$1'");
            safe = OBJECT.matcher(safe).replaceAll("(…)");
            safe = LIST.matcher(safe).replaceAll("(…)");
        }
        safe = WHITESPACE.matcher(safe).replaceAll(" ").strip();
        return safe.length() <= MAX_LENGTH ? safe : safe.substring(0, MAX_LENGTH - 1) + "…";
    }
}
