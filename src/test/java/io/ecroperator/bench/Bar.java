package io.ecroperator.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A promise in figures.
 *
 * @param what what is measured, with its unit
 * @param measured the figure
 * @param atMost the largest figure that keeps the promise
 */
record Bar(String what, double measured, double atMost) {

    /** Whether the promise is kept. */
    @JsonProperty
    boolean held() {
        return measured <= atMost;
    }
}
