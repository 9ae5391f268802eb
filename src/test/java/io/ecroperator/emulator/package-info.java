/**
 * A strict stand-in for AWS ECR, with STS and the tagging API as far as they are used: the AWS JSON protocol, AWS's own
 * validation and messages, policies that come back re-serialised and re-ordered, read-after-create lag, paging, faults on
 * demand, and a log of every call. Runs inside a test, or alone with {@link io.ecroperator.emulator.EmulatorMain}.
 */
package io.ecroperator.emulator;
