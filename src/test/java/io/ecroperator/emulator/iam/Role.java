package io.ecroperator.emulator.iam;

import java.time.Duration;

/**
 * A role that somebody may assume.
 *
 * @param arn its ARN, path included
 * @param trust who may
 * @param maxSession MaxSessionDuration
 */
record Role(IdentityArn arn, Trust trust, Duration maxSession) {}
