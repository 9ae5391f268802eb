package io.ecroperator.access;

import java.util.Map;
import java.util.Optional;

/** The labels of the cluster's namespaces, for entries that select by them. Both methods throw while they are not known. */
public interface NamespaceLabels {

    /** Those of a namespace; empty if there is none of that name. */
    Optional<Map<String, String>> of(String namespace);

    /** Those of the namespace of an object. It is there, so if it is not known yet, that throws too. */
    Map<String, String> around(String namespace);
}
