package io.ecroperator.aws.sdk;

import io.ecroperator.aws.AccessKey;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.Credentials;
import io.ecroperator.aws.SecretAccessKeys;
import io.ecroperator.emulator.Emulator;
import java.net.URI;
import java.util.Optional;

/** Connections of the tests in this package. */
final class Connections {

    /** Every Secret holds an access key that has its name for an id. */
    static final SecretAccessKeys KEYS = name -> Optional.of(new AccessKey(name, "not-a-secret", Optional.empty()));

    private Connections() {}

    /** To the stub, signed with keys that mean nothing. */
    static ConnectionSpec to(WireStub stub) {
        return to(stub.endpoint());
    }

    /** To an emulator, as an account that it knows by the access key. */
    static ConnectionSpec to(Emulator emulator) {
        return to(emulator.endpoint()).withCredentials(Credentials.accessKeySecret("123456789012"));
    }

    private static ConnectionSpec to(URI endpoint) {
        return ConnectionSpec.ambient()
                .withRegion("us-east-1")
                .withEndpoint(endpoint)
                .withCredentials(Credentials.accessKeySecret("AKIDEXAMPLE"));
    }
}
