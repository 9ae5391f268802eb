package io.ecroperator.managed;

import java.util.List;
import java.util.Optional;

/** One step that brings AWS closer to the spec: mostly one call. */
public interface Change {

    /** The field of the spec that it is about; the first, if there are several. */
    String facet();

    /** All fields of the spec that it is about. */
    default List<String> facets() {
        return List.of(facet());
    }

    /** One line for Events and the plan: the call and its values, never the body of a policy. */
    String describe();

    /** Whether what it replaces or takes is gone, so that it is decided on a fresh read and not on a listing. */
    default boolean isFinal() {
        return false;
    }

    /** The lifecycle policy that it puts on a repository that exists, by which images may expire. */
    default Optional<String> newLifecyclePolicy() {
        return Optional.empty();
    }

    /** Whether it makes the thing, so that nothing else can be done before. */
    default boolean creates() {
        return false;
    }

    /** Whether it makes the thing this object's. */
    default boolean takesOver() {
        return false;
    }

    /** Whether it only says whose the thing is, of which the spec says nothing. */
    default boolean marksOnly() {
        return false;
    }
}
