package io.ecroperator.registryconfig;

import io.ecroperator.registryconfig.merge.Section;

/**
 * What was written for a fragment.
 *
 * @param entries by name, such as {@code adds a; removes b}
 * @param drift whether something else had changed it, and not an edit
 */
record Written(Section section, String entries, boolean drift) {}
