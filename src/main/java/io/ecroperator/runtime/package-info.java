/**
 * The process: configuration, the client of the API server, the operator's start and stop, leader election, and what probes
 * and scrapes are told. Kinds register themselves as {@link io.ecroperator.runtime.ControllerRegistration}; nothing here knows
 * one.
 *
 * <p>May use: {@code api.v1alpha1}, {@code heartbeat}, {@code interning}, {@code log}, {@code management},
 * {@code metrics}, {@code ownership}, {@code runtime.events}, {@code status}, {@code turns}.
 */
package io.ecroperator.runtime;
