package io.ecroperator.aws.sdk;

import io.ecroperator.aws.AuthorizationApi;
import io.ecroperator.aws.RegistryToken;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;

/** Tokens of ECR and of ECR Public through the SDK. */
final class SdkAuthorizationApi implements AuthorizationApi {

    private static final String OPERATION = "GetAuthorizationToken";

    private final AwsCalls calls;
    private final Supplier<Answer> request;

    private SdkAuthorizationApi(AwsCalls calls, Supplier<Answer> request) {
        this.calls = calls;
        this.request = request;
    }

    /** As either service answers; the fields may be null. */
    private record Answer(String token, Instant expiresAt, String proxyEndpoint) {

        private static final Answer NONE = new Answer(null, null, null);

        @Override
        public String toString() {
            return "Answer";
        }
    }

    /** Tokens for the private registries of the client's region. */
    static SdkAuthorizationApi ofEcr(AwsCalls calls, Supplier<EcrClient> client) {
        return new SdkAuthorizationApi(calls, () -> {
            // No registryIds: AWS has deprecated them, they do not change what the token can do.
            List<AuthorizationData> data = client.get().getAuthorizationToken().authorizationData();
            return data.stream()
                    .findFirst()
                    .map(first -> new Answer(first.authorizationToken(), first.expiresAt(), first.proxyEndpoint()))
                    .orElse(Answer.NONE);
        });
    }

    /** Tokens for ECR Public. */
    static SdkAuthorizationApi ofEcrPublic(AwsCalls calls, Supplier<EcrPublicClient> client) {
        return new SdkAuthorizationApi(calls, () -> Optional.ofNullable(
                        client.get().getAuthorizationToken(request -> {}).authorizationData())
                .map(data -> new Answer(data.authorizationToken(), data.expiresAt(), null))
                .orElse(Answer.NONE));
    }

    @Override
    public RegistryToken getAuthorizationToken() {
        return calls.call(OPERATION, () -> read(request.get()));
    }

    private static RegistryToken read(Answer answer) {
        if (answer.token() == null || answer.expiresAt() == null) {
            throw malformed();
        }
        try {
            return new RegistryToken(answer.token(), answer.expiresAt(), Optional.ofNullable(answer.proxyEndpoint()));
        } catch (IllegalArgumentException unreadable) {
            throw malformed();
        }
    }

    private static AwsException malformed() {
        return new AwsException(
                new AwsFailure(
                        AwsFailure.Kind.TRANSIENT, OPERATION, "MalformedAnswer", "The answer holds no token", null),
                null);
    }
}
