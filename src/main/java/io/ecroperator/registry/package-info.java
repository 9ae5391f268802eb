/**
 * Connections to registries. For now there is one, with the operator's own identity, region and endpoint.
 */
package io.ecroperator.registry;
