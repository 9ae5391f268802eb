package io.ecroperator.emulator.dataplane;

import java.time.Instant;

/**
 * One request to the data plane. No login is in it.
 *
 * @param at when it was answered
 * @param account account of the login, empty if nobody was let in
 * @param role role of the login, likewise
 * @param host registry host
 * @param method HTTP method
 * @param path path without query
 * @param repository repository it is about, empty if none
 * @param status HTTP status of the answer
 */
public record LoggedRequest(
        Instant at,
        String account,
        String role,
        String host,
        String method,
        String path,
        String repository,
        int status) {}
