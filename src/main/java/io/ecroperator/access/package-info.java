/**
 * Who may do what reaches beyond a namespace's own objects. Pure: settings in, answers out. The kinds that have such a power
 * ask here.
 *
 * <p>May use: {@code api.v1alpha1}.
 */
package io.ecroperator.access;
