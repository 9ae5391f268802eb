/**
 * The process: configuration, the client of the API server, the operator's start and stop, leader election, and what probes
 * and scrapes are told. Kinds register themselves as {@link io.ecroperator.runtime.ControllerRegistration}; nothing here
 * knows one.
 */
package io.ecroperator.runtime;
