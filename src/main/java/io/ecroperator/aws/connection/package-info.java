/**
 * Connections to registries: one for each account, region and identity, leased and counted.
 *
 * <p>May use: {@code aws}, {@code aws.error}, {@code aws.view}, {@code heartbeat}.
 */
package io.ecroperator.aws.connection;
