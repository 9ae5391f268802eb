package io.ecroperator.emulator.iam;

import java.util.regex.Pattern;

/** AWS wildcards. */
public final class Wildcard {
    private Wildcard() {}

    /**
     * Matches a whole text.
     *
     * @param pattern {@code *} stands for any run of characters, all others for themselves
     * @param text what is matched
     * @return whether it matches
     */
    public static boolean matches(String pattern, String text) {
        return matches(pattern, text, "*");
    }

    /** {@return whether it matches as in IAM policies, where {@code ?} stands for any one character} */
    static boolean matchesInPolicy(String pattern, String text) {
        return matches(pattern, text, "*?");
    }

    private static boolean matches(String pattern, String text, String special) {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints().mapToObj(Character::toString).forEach(character -> {
            String wild = character.equals("*") ? ".*" : ".";
            regex.append(special.contains(character) ? wild : Pattern.quote(character));
        });
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
