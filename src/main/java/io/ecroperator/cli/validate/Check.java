package io.ecroperator.cli.validate;

import io.ecroperator.cli.manifest.Manifest;
import java.util.List;
import java.util.stream.Stream;

/** Something to be looked at in objects that the API server would take. */
interface Check {

    /** What is to be said of these objects, which are all of the files' that are of the operator's kinds and sound. */
    Stream<Finding> findings(List<Manifest> objects);
}
