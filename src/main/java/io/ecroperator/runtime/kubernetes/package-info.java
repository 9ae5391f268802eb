/**
 * The client of the API server: who it is, how long it waits, and how it reads objects that do not fit. Knows no kind and
 * nothing of AWS.
 */
package io.ecroperator.runtime.kubernetes;
