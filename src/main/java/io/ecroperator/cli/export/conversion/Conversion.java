package io.ecroperator.cli.export.conversion;

import io.ecroperator.cli.export.object.ExportedObject;
import java.util.List;

/**
 * What became of the objects of another tool.
 *
 * @param objects ours, with what has no place in them as remarks
 * @param skipped how many objects were of other kinds
 * @param leftOut sentences about objects that stay with the other tool, and why
 * @param steps sentences and commands by which the other tool lets go, in order; commands are indented
 */
public record Conversion(List<ExportedObject> objects, int skipped, List<String> leftOut, List<String> steps) {

    /** Copies the lists. */
    public Conversion {
        objects = List.copyOf(objects);
        leftOut = List.copyOf(leftOut);
        steps = List.copyOf(steps);
    }
}
