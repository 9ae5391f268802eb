/**
 * What calls of AWS the objects of a registry cost in hours and days without changes, and in one change: the real reconcilers
 * and the real clients on virtual time, against the emulator. May use everything in the tests.
 */
package io.ecroperator.steady;
