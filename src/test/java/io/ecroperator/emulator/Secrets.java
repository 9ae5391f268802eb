package io.ecroperator.emulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets of Secrets Manager with which ECR logs in at upstream registries. All exist and hold the right credentials, unless
 * a test says otherwise.
 */
public final class Secrets {
    /** What is the matter with a secret. */
    public enum State {
        /** It is there, and the upstream registry takes its credentials. */
        GOOD,
        /** There is none. */
        MISSING,
        /** ECR may not read it. */
        FORBIDDEN,
        /** ECR may not use its key. */
        UNDECRYPTABLE,
        /** The upstream registry does not take its credentials, which ECR finds out only when it logs in. */
        STALE
    }

    private final Map<String, State> states = new ConcurrentHashMap<>();

    Secrets() {}

    /**
     * Changes what a secret is.
     *
     * @param arn of the secret
     * @param state from now on
     */
    public void declare(String arn, State state) {
        states.put(arn, state);
    }

    State of(String arn) {
        return states.getOrDefault(arn, State.GOOD);
    }
}
