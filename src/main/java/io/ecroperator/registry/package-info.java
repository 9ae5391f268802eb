/**
 * The kind EcrRegistry, whose status tells whether AWS accepts the credentials and how the registry stands, and the access keys
 * that its specs name.
 *
 * <p>May use: {@code api.v1alpha1}, {@code aws}, {@code aws.connection}, {@code aws.error}, {@code aws.view}, {@code background},
 * {@code heartbeat}, {@code reference}, {@code runtime}, {@code runtime.events}, {@code status}.
 */
package io.ecroperator.registry;
