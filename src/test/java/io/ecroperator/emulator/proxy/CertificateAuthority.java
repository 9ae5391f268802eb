package io.ecroperator.emulator.proxy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority with keys of its own, valid for a year from now, that certifies any host name at once. Dates are
 * the real time's, since clients judge them by theirs.
 */
final class CertificateAuthority {
    private static final X500Name ISSUER = new X500Name("CN=ECR emulator CA");
    /** Host names are in the subject alternative name; a common name is too short for some. */
    private static final X500Name SUBJECT = new X500Name("CN=ECR emulator");

    private static final Duration TOLERANCE = Duration.ofHours(1);
    private static final Duration LIFETIME = Duration.ofDays(365);
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int PEM_LINE = 64;

    private final KeyPair authority = newKeys();
    private final KeyPair server = newKeys();
    private final Instant start = Instant.now();
    private final AtomicLong serial = new AtomicLong(start.toEpochMilli());
    private final X509Certificate certificate = selfSigned();
    private final Map<String, X509Certificate> byHost = new ConcurrentHashMap<>();

    /** {@return the authority's own certificate in PEM, for SSL_CERT_FILE and the like} */
    String pem() {
        try {
            Base64.Encoder encoder = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'});
            String body = new String(encoder.encode(certificate.getEncoded()), StandardCharsets.US_ASCII);
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate just made can be encoded", e);
        }
    }

    /** {@return the key of every server certificate} */
    PrivateKey serverKey() {
        return server.getPrivate();
    }

    /** {@return the certificate of a host, made when first asked for, and the authority's} */
    X509Certificate[] chain(String host) {
        return new X509Certificate[] {byHost.computeIfAbsent(host, this::certify), certificate};
    }

    private X509Certificate selfSigned() {
        return signed(
                ISSUER,
                authority,
                Map.of(
                        Extension.basicConstraints, new BasicConstraints(true),
                        Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign)));
    }

    private X509Certificate certify(String host) {
        return signed(
                SUBJECT,
                server,
                Map.of(
                        Extension.subjectAlternativeName,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, host)),
                        Extension.extendedKeyUsage,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)));
    }

    private X509Certificate signed(
            X500Name subject, KeyPair subjectKeys, Map<ASN1ObjectIdentifier, ASN1Encodable> extensions) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                ISSUER,
                BigInteger.valueOf(serial.incrementAndGet()),
                time(start.minus(TOLERANCE)),
                time(start.plus(LIFETIME)),
                subject,
                SubjectPublicKeyInfo.getInstance(subjectKeys.getPublic().getEncoded()));
        try {
            for (Map.Entry<ASN1ObjectIdentifier, ASN1Encodable> extension : extensions.entrySet()) {
                boolean critical = extension.getKey().equals(Extension.basicConstraints);
                builder.addExtension(extension.getKey(), critical, extension.getValue());
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("every JDK can sign with ECDSA", e);
        }
    }

    private static Time time(Instant instant) {
        return new Time(new DERUTCTime(UTC_TIME.format(instant)));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }
}
