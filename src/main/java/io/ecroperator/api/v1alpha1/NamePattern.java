package io.ecroperator.api.v1alpha1;

/** A name, of a namespace or of a repository, in which {@code *} stands for any characters or none. */
public record NamePattern(String text) {

    /** Whether the whole name is meant. Takes at most the product of both lengths, whatever the pattern. */
    public boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (in < name.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                resume = in;
            } else if (at < text.length() && text.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) { // the last star takes one more character
                at = star + 1;
                in = ++resume;
            } else {
                return false;
            }
        }
        return text.substring(at).chars().allMatch(rest -> rest == '*');
    }
}
