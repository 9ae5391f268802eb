/**
 * What a user sees: the operator on a real API server, with the rights that it ships with, against the emulator. Nothing
 * here is a mock.
 */
package io.ecroperator.e2e;
