package io.ecroperator.pullsecret;

import io.ecroperator.status.FailureReport;
import io.ecroperator.token.TokenKey;
import java.util.List;
import java.util.Map;

/** What became of a spec. */
sealed interface PullSecretResolution {

    /**
     * The Secrets that it asks for; none if nobody knows a host.
     *
     * @param refusals why no token is minted for these keys
     */
    record Resolved(List<DesiredSecret> secrets, Map<TokenKey, FailureReport> refusals)
            implements PullSecretResolution {
        public Resolved {
            secrets = List.copyOf(secrets);
            refusals = Map.copyOf(refusals);
        }
    }

    /** Only an edit helps. */
    record Refused(String message) implements PullSecretResolution {}
}
