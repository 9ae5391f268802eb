package io.ecroperator.pullsecret;

import java.util.List;

/** What became of a spec. */
sealed interface PullSecretResolution {

    /** The Secrets that it asks for, at least one. */
    record Resolved(List<DesiredSecret> secrets) implements PullSecretResolution {
        public Resolved {
            secrets = List.copyOf(secrets);
        }
    }

    /** Only an edit helps. */
    record Refused(String message) implements PullSecretResolution {}
}
