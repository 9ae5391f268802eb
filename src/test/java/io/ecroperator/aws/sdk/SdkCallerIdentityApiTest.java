package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.aws.CallerIdentityApi;
import io.ecroperator.aws.CallerIdentityApi.CallerIdentity;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkCallerIdentityApiTest {

    private final WireStub stub = new WireStub();
    private final AwsConnections connections =
            new AwsConnections(AwsClientSettings.defaults("1.2.3"), Connections.KEYS, new SimpleMeterRegistry());
    private final CallerIdentityApi identity =
            connections.connection(Connections.to(stub)).callerIdentity();

    @AfterEach
    void close() {
        connections.close();
        stub.close();
    }

    @Test
    void shouldReadAccountAndPrincipal() {
        // Given
        stub.answer(
                200,
                "text/xml",
                "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ci</Arn>"
                        + "<UserId>U</UserId><Account>123456789012</Account></GetCallerIdentityResult>"
                        + "</GetCallerIdentityResponse>");

        // When
        CallerIdentity caller = identity.getCallerIdentity();

        // Then
        assertThat(caller).isEqualTo(new CallerIdentity("123456789012", "arn:aws:iam::123456789012:user/ci"));
        assertThat(stub.onlyRequest().body()).contains("Action=GetCallerIdentity");
    }

    @Test
    void shouldSayThatTheCredentialsAreRefused() {
        // Given
        stub.answer(
                403,
                "text/xml",
                "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code>"
                        + "<Message>The security token included in the request is invalid.</Message></Error>"
                        + "<RequestId>r</RequestId></ErrorResponse>");

        // When
        // Then
        assertThatThrownBy(identity::getCallerIdentity).isInstanceOfSatisfying(AwsException.class, exception -> {
            assertThat(exception.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(exception.failure().message())
                    .isEqualTo("The security token included in the request is invalid.");
        });
    }
}
