package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.support.GoProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The data plane before the judge of the OCI distribution specification. What fails is what ECR does not do either:
 *
 * <ul>
 *   <li>{@code sha512}: ECR names content by SHA-256 only; a digest of an image that the API answers with is one
 *       (<a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html">ImageDetail</a>). The
 *       specification leaves other algorithms to the registry.
 *   <li>Deleting layers is refused as unsupported, which the judge counts as skipped: the API has no operation for it. So is a
 *       mount from another repository, which is answered with an upload, as ECR does unless the account setting
 *       BLOB_MOUNTING says otherwise; cancelling uploads is optional, and the judge does not ask unless told to.
 * </ul>
 */
class ConformanceIT {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-central-1";
    private static final Pattern RESULT = Pattern.compile("<testcase name=\"([^\"]+)\"[^>]* status=\"([a-z]+)\"");

    private static final Path SUMMARY = Path.of("target", "summary", "conformance.txt");

    @TempDir
    private Path directory;

    private final GoProgram conformance = GoProgram.find("CONFORMANCE_DIR", "conformance");

    private record Result(String name, String status) {}

    @Test
    void shouldFailOnlyWhereEcrDiffers() throws IOException {
        // When
        List<Result> results = run();
        summarise(results);

        // Then
        assertThat(named(results, "passed")).hasSizeGreaterThan(450);
        assertThat(named(results, "failure")).isNotEmpty().allSatisfy(name -> assertThat(name)
                .contains("sha512"));
        assertThat(named(results, "skipped")).isNotEmpty().allSatisfy(name -> assertThat(name)
                .containsPattern("/(blob-delete|blob-mount|blob-mount-anonymous|blob-post-cancel)$"));
        assertThat(results).extracting(Result::status).isSubsetOf("passed", "failure", "skipped", "disabled");
    }

    private static List<String> named(List<Result> results, String status) {
        return results.stream()
                .filter(result -> result.status().equals(status))
                .map(Result::name)
                .toList();
    }

    private static void summarise(List<Result> results) throws IOException {
        String summary =
                "Conformance of the emulator's data plane: %d passed, %d failed (sha512), %d skipped (deleting and mounting layers)%n"
                        .formatted(
                                named(results, "passed").size(),
                                named(results, "failure").size(),
                                named(results, "skipped").size());
        Files.createDirectories(SUMMARY.getParent());
        Files.writeString(SUMMARY, summary);
        System.out.print(summary);
    }

    private List<Result> run() throws IOException {
        try (Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.proxy(ProxyOptions.DEFAULT))) {
            emulator.registry(ACCOUNT, REGION).createRepository("conformance/repo1");
            emulator.registry(ACCOUNT, REGION).createRepository("conformance/repo2");
            Path authority = Files.writeString(
                    directory.resolve("ca.pem"), emulator.dataPlane().caPem());
            GoProgram.Result end = conformance
                    .with(Map.of(
                            "HTTPS_PROXY",
                            emulator.dataPlane().proxy().toString(),
                            "SSL_CERT_FILE",
                            authority.toString(),
                            "OCI_REGISTRY",
                            ACCOUNT + ".dkr.ecr.eu-central-1.amazonaws.com",
                            "OCI_REPO1",
                            "conformance/repo1",
                            "OCI_REPO2",
                            "conformance/repo2",
                            "OCI_USERNAME",
                            "AWS",
                            "OCI_PASSWORD",
                            Logins.password(Logins.ecr(emulator, ACCOUNT, REGION)),
                            "OCI_VERSION",
                            "1.1",
                            "OCI_RESULTS_DIR",
                            directory.toString()))
                    .run("");
            Path report = directory.resolve("junit.xml");
            assertThat(report).as(end.output()).exists();
            return RESULT.matcher(Files.readString(report))
                    .results()
                    .map(found -> new Result(found.group(1), found.group(2)))
                    .toList();
        }
    }
}
