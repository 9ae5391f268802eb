package io.ecroperator.support;

/**
 * What a run of kubectl left behind.
 *
 * @param exitCode 0 if it did what it was asked to
 * @param stdout its standard output
 * @param stderr its standard error: warnings and the reason of a refusal
 */
public record KubectlResult(int exitCode, String stdout, String stderr) {}
