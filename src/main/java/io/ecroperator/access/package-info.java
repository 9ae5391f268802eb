/**
 * Who may use a registry, for what, and who may do there what reaches beyond a namespace's own objects. Pure: settings or an
 * EcrRegistry in, answers out. The kinds ask here before any call.
 *
 * <p>May use: {@code api.v1alpha1}.
 */
package io.ecroperator.access;
