package io.ecroperator.aws.sdk;

import io.ecroperator.aws.sdk.ConnectionSpec.AccessKey;
import java.util.Optional;

/** Connections of the tests in this package. */
final class Connections {

    private Connections() {}

    /** To the stub, signed with keys that mean nothing. */
    static ConnectionSpec to(WireStub stub) {
        return ConnectionSpec.ambient()
                .withRegion("us-east-1")
                .withEndpoint(stub.endpoint())
                .withAccessKey(new AccessKey("AKIDEXAMPLE", "not-a-secret", Optional.empty()));
    }
}
