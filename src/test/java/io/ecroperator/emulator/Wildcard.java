package io.ecroperator.emulator;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** AWS wildcards: {@code *} stands for any run of characters, all others for themselves. */
final class Wildcard {
    private Wildcard() {}

    static boolean matches(String pattern, String text) {
        String regex =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }
}
