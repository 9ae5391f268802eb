/**
 * A strict in-process stand-in for AWS ECR and ECR Public, with STS and the Resource Groups Tagging API as far as an ECR client
 * needs them.
 *
 * <p>It answers the AWS JSON 1.1 and query protocols over HTTP, checks every request by the published service model and the
 * documented policy grammars, and refuses with AWS's error codes. Beyond moto it does what makes ECR hard to use: paging,
 * read-after-write lag, policies that come back rewritten and re-ordered, throttling, lost answers; and what ECR does by itself:
 * pull through caches, repositories from templates, replication. Everything random comes from one seed. {@link
 * io.ecroperator.emulator.DataPlane} is the registries themselves, to push to and pull from. Start it with {@link
 * io.ecroperator.emulator.Emulator} in a test or with {@link io.ecroperator.emulator.EmulatorMain} as a process.
 *
 * <p>May use the JDK, Jackson and its own subpackages: nothing of the operator, so that both cannot share a mistake.
 */
package io.ecroperator.emulator;
