package io.ecroperator.emulator;

import java.time.Instant;

/**
 * One call of the AWS API, as the emulator saw it.
 *
 * @param sequence position in the log, from 0
 * @param at when it was answered
 * @param service {@code ecr}, {@code ecr-public}, {@code sts} or {@code tag}; two of them have a GetAuthorizationToken
 * @param operation operation name
 * @param repository repository the call names, or empty
 * @param outcome {@code OK}, an error code, {@code LostAnswer}, {@code MalformedAnswer} or {@code ConnectionReset}
 * @param account account of the caller, empty if nobody knows the credentials
 * @param principal ARN of the caller as sts:GetCallerIdentity gives it, empty if nobody knows the credentials
 * @param region region of the call
 * @param isWrite whether the operation changes state when it succeeds
 */
public record LoggedCall(
        long sequence,
        Instant at,
        String service,
        String operation,
        String repository,
        String outcome,
        String account,
        String principal,
        String region,
        boolean isWrite) {
    /** Outcome of a call that was answered without error. */
    public static final String OK = "OK";
    /** Outcome of a call that was applied while its answer was dropped. */
    public static final String LOST_ANSWER = "LostAnswer";
    /** Outcome of a call that was applied while its answer was garbled. */
    public static final String MALFORMED_ANSWER = "MalformedAnswer";
    /** Outcome of a call that was dropped before it was applied. */
    public static final String CONNECTION_RESET = "ConnectionReset";
}
