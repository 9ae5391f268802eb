package io.ecroperator.cli.manifest;

/** What a file holds: an object, or something that is none. */
public sealed interface Document permits Manifest, Unreadable {

    /** Where it is. */
    Place place();

    /** Where its fields are. */
    Location location();

    /**
     * Where a document is.
     *
     * @param source the path as it was found, or {@code -} for standard input
     * @param document the number of the document in the source, from 1; 0 for the source as a whole
     * @param line the line that it begins in, an item of a List its own, from 1; 0 where the parser does not say it
     */
    record Place(String source, int document, int line) {

        /** As {@code team-a.yaml, document 2, line 14}. */
        public String inWords() {
            return ManifestFiles.inWords(source)
                    + (document == 0 ? "" : ", document " + document)
                    + (line == 0 ? "" : ", line " + line);
        }
    }
}
