package io.ecroperator.cli.export;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be said of the conversion of one object.
 *
 * @param remarks sentences about what has no place in ours
 * @param obstacles why it cannot be converted, as ends of a sentence; empty if it can
 */
record ConversionNotes(List<String> remarks, List<String> obstacles) {

    ConversionNotes() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    void remark(String sentence) {
        if (!remarks.contains(sentence)) {
            remarks.add(sentence);
        }
    }

    void obstacle(String why) {
        if (!obstacles.contains(why)) {
            obstacles.add(why);
        }
    }

    boolean isConvertible() {
        return obstacles.isEmpty();
    }
}
