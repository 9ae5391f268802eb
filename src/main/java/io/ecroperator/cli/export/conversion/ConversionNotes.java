package io.ecroperator.cli.export.conversion;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be said of the conversion of one object.
 *
 * @param remarks sentences about what has no place in ours
 * @param obstacles why it cannot be converted, as ends of a sentence; empty if it can
 */
public record ConversionNotes(List<String> remarks, List<String> obstacles) {

    public ConversionNotes() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    public void remark(String sentence) {
        if (!remarks.contains(sentence)) {
            remarks.add(sentence);
        }
    }

    public void obstacle(String why) {
        if (!obstacles.contains(why)) {
            obstacles.add(why);
        }
    }

    public boolean isConvertible() {
        return obstacles.isEmpty();
    }
}
