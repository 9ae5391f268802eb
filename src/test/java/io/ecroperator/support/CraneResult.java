package io.ecroperator.support;

/**
 * What a run of crane left behind.
 *
 * @param exitCode 0 if it did what it was asked to
 * @param stdout its standard output
 * @param stderr its standard error: progress and the registry's refusal
 */
public record CraneResult(int exitCode, String stdout, String stderr) {}
