package io.ecroperator.reference;

/**
 * One page of {@code docs/reference}.
 *
 * @param fileName name of the file, such as {@code ecrrepository.md}
 * @param markdown the whole text below the note that it is generated; starts with the title and ends with a line break
 */
public record ReferencePage(String fileName, String markdown) {

    private static final String NOTE = "<!-- Generated; run make reference. -->\n\n";

    /** The text of the file. */
    public String text() {
        return NOTE + markdown;
    }
}
