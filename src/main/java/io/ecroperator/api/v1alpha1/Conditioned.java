package io.ecroperator.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** A status that tells how its object stands in conditions. */
public interface Conditioned {

    /** The conditions, one for each type; null before the operator has seen the object. */
    List<Condition> conditions();
}
