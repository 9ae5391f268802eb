/**
 * The packaged operator as a process of its own, on a real API server with a token of the shipped ServiceAccount and
 * against the emulator: start, stop, crash, leader election, outages, logs. What it does to ECR object by object is tried
 * in {@link io.ecroperator.e2e}; here only what needs a process.
 */
package io.ecroperator.process;
