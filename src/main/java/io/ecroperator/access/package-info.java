/**
 * Who may do what reaches beyond a namespace's own objects. Pure: settings in, answers out. May use the names of
 * {@code api}; the kinds that have such a power ask here.
 */
package io.ecroperator.access;
