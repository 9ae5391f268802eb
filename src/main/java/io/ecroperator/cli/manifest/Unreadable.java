package io.ecroperator.cli.manifest;

/**
 * A file, a document of one or an item of a List that is no object which could be looked at.
 *
 * @param place where that was found
 * @param location the same with a column, where the parser says it
 * @param why what it is, such as {@code is no YAML: …}
 */
public record Unreadable(Place place, Location location, String why) implements Document {

    static Unreadable of(String source, int document, Location location, String why) {
        return new Unreadable(new Place(source, document, location.line()), location, why);
    }

    /** A sentence that begins with the place. */
    public String inWords() {
        return place.inWords() + " " + why;
    }
}
