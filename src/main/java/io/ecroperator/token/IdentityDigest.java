package io.ecroperator.token;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.ConnectionSpec.AccessKeySecret;
import io.ecroperator.aws.ConnectionSpec.Ambient;
import io.ecroperator.aws.ConnectionSpec.AssumedRole;
import io.ecroperator.aws.ConnectionSpec.WebIdentity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Whose tokens a connection gives, in 16 hexadecimal digits that stand in Secrets: a change here has all of them written anew.
 * What does not change the identity, such as an endpoint or an external ID, is not in it.
 */
final class IdentityDigest {

    private static final int DIGITS = 16;

    private IdentityDigest() {}

    static String of(ConnectionSpec connection) {
        List<String> parts = new ArrayList<>();
        parts.add(connection.accountId().orElse(""));
        parts.add(connection.region().orElse(""));
        parts.add(
                switch (connection.credentials().source()) {
                    case Ambient ambient -> "ambient";
                    case AccessKeySecret(var name) -> "secret " + name;
                    case WebIdentity(var roleArn, var tokenFile) -> "web " + roleArn + " " + tokenFile;
                });
        connection.credentials().assumedRoles().forEach(role -> parts.add(of(role)));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String of(AssumedRole role) {
        return role.roleArn() + " " + role.sessionName().orElse("") + " " + new TreeMap<>(role.tags());
    }
}
