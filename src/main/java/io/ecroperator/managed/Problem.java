package io.ecroperator.managed;

import io.ecroperator.status.FailureReport.Backoff;
import io.ecroperator.status.Reason;
import java.util.Optional;

/**
 * What keeps an object from being ready although AWS equals its spec.
 *
 * @param message what happened and what to do
 * @param trouble whether something on the way is in trouble, which says nothing about the object
 * @param needsEdit whether only an edit can help
 * @param retry when to try again; empty if something else tells of it
 */
public record Problem(Reason reason, String message, boolean trouble, boolean needsEdit, Optional<Backoff> retry) {}
