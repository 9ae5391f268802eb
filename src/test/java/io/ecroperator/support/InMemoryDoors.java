package io.ecroperator.support;

import io.ecroperator.aws.AuthorizationApi;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.CallerIdentityApi.CallerIdentity;
import io.ecroperator.aws.ConnectionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Doors to ECRs in memory, one for each spec. No tokens are to be had. */
public final class InMemoryDoors implements AwsConnectionSource {

    private static final AuthorizationApi NO_TOKENS = () -> {
        throw new UnsupportedOperationException("no test asks an ECR in memory for tokens");
    };

    private final String accountId;
    private final Function<ConnectionSpec, InMemoryEcr> ecrs;
    private final List<ConnectionSpec> closed = new ArrayList<>();

    /**
     * None is opened yet.
     *
     * @param accountId whose the credentials are, whatever the spec says
     * @param ecrs what is behind the doors of a spec
     */
    public InMemoryDoors(String accountId, Function<ConnectionSpec, InMemoryEcr> ecrs) {
        this.accountId = accountId;
        this.ecrs = ecrs;
    }

    /** The specs whose doors were closed, in that order. */
    public List<ConnectionSpec> closed() {
        return closed;
    }

    @Override
    public AwsConnection connection(ConnectionSpec spec) {
        InMemoryEcr ecr = ecrs.apply(spec);
        return new AwsConnection(
                () -> spec.region().orElse(InMemoryEcr.REGION),
                ecr.doors(),
                ecr,
                () -> new CallerIdentity(accountId, "arn:aws:iam::" + accountId + ":role/test"),
                NO_TOKENS,
                NO_TOKENS);
    }

    @Override
    public void close(ConnectionSpec spec) {
        closed.add(spec);
    }
}
