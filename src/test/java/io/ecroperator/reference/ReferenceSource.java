package io.ecroperator.reference;

import java.util.List;

/** Something that has pages in {@code docs/reference}; named in {@link GenerateReference}. */
public interface ReferenceSource {

    /** The pages, the same on every run. */
    List<ReferencePage> pages();
}
