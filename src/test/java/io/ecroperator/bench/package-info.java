/**
 * Measures the packaged operator against a real API server and the emulator, each a process of its own, and writes the
 * figures as JSON. A program, not a test: it says what was measured on this machine. May use everything in the tests.
 */
package io.ecroperator.bench;
