package io.ecroperator.emulator.iam;

/**
 * What AssumeRole gives.
 *
 * @param accessKeyId begins with {@code ASIA}
 * @param secretAccessKey anything, since signatures are not checked
 * @param sessionToken has to come with every request
 * @param caller whom the three stand for
 */
public record Session(String accessKeyId, String secretAccessKey, String sessionToken, Caller.RoleSession caller) {}
