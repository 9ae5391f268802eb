package io.ecroperator.registryconfig;

import io.ecroperator.registryconfig.merge.Section;

/**
 * What was written for a fragment.
 *
 * @param entries by name, such as {@code adds a; removes b}
 */
record Written(Section section, String entries, What what) {

    /** Why it was written. */
    enum What {
        /** An edit. */
        UPDATED,
        /** Something else had changed it. */
        REPAIRED,
        /** No object has it, and the registry is Exclusive. */
        EVICTED
    }
}
