package io.ecroperator.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The temporary directory of a {@link LocalCluster}: keys, tokens, certificates, etcd's data and the logs.
 *
 * @param directory readable by its owner only
 * @param adminToken the bearer token of a member of {@code system:masters}
 */
record ClusterFiles(Path directory, String adminToken) {

    private static final int TOKEN_BYTES = 32;

    /**
     * Makes a new directory with a fresh admin token and a fresh key to sign service account tokens with.
     *
     * @throws IOException if it cannot be written
     */
    static ClusterFiles create() throws IOException {
        Path directory = Files.createTempDirectory(
                "ecr-operator-cluster-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        ClusterFiles files = new ClusterFiles(directory, HexFormat.of().formatHex(token));
        // token, user, uid, groups: https://kubernetes.io/docs/reference/access-authn-authz/authentication/
        Files.writeString(files.tokens(), files.adminToken + ",admin,admin,system:masters\n");
        KeyPair keys = serviceAccountKeys();
        writePem(files.signingKey(), "PRIVATE KEY", keys.getPrivate().getEncoded());
        writePem(files.verificationKey(), "PUBLIC KEY", keys.getPublic().getEncoded());
        return files;
    }

    Path tokens() {
        return directory.resolve("tokens.csv");
    }

    Path signingKey() {
        return directory.resolve("service-account.key");
    }

    Path verificationKey() {
        return directory.resolve("service-account.pub");
    }

    /** Where the API server writes the certificate it makes for itself, and finds it when it starts again. */
    Path certificates() {
        return directory.resolve("certificates");
    }

    /** The API server's certificate and the CA that signed it; whole once {@link #servingKey} is there. */
    Path servingCertificate() {
        return certificates().resolve("apiserver.crt");
    }

    /** The API server writes it after its certificate. */
    Path servingKey() {
        return certificates().resolve("apiserver.key");
    }

    Path etcdData() {
        return directory.resolve("etcd");
    }

    Path kubeconfig() {
        return directory.resolve("kubeconfig");
    }

    /**
     * Removes the directory and all in it.
     *
     * @throws IOException if a file cannot be removed
     */
    void delete() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }

    private static KeyPair serviceAccountKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has P-256", e);
        }
    }

    private static void writePem(Path file, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }
}
