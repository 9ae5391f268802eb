package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulatorScansTest {
    private static final String NAMED = "{'repositoryName': 'api', 'imageId': {'imageTag': 'v1'}}";
    private static final String FINDINGS =
            "[{'name': 'CVE-1', 'severity': 'HIGH'}, {'name': 'CVE-2', 'severity': 'LOW'}, {'name': 'CVE-3', 'severity': 'HIGH'}]";

    private Emulator emulator;
    private Registry registry;

    @BeforeEach
    void start() {
        emulator = Emulator.start();
        registry = emulator.registry();
        registry.createRepository("api");
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void shouldFindWhatItWasToldPageByPage() {
        // Given
        registry.scanFindings("api", registry.putImage("api", "v1"), FINDINGS);

        // When
        JsonNode started = registry.call("StartImageScan", NAMED);
        JsonNode first = registry.call(
                "DescribeImageScanFindings",
                "{'repositoryName': 'api', 'imageId': {'imageTag': 'v1'}, 'maxResults': 2}");
        JsonNode second = registry.call(
                "DescribeImageScanFindings",
                "{'repositoryName': 'api', 'imageId': {'imageTag': 'v1'}, 'nextToken': '%s'}"
                        .formatted(first.path("nextToken").asText()));

        // Then
        assertThat(started.at("/imageScanStatus/status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(first.at("/imageScanStatus/status").asText()).isEqualTo("COMPLETE");
        assertThat(first.at("/imageScanFindings/findingSeverityCounts")).hasToString("{\"HIGH\":2,\"LOW\":1}");
        assertThat(first.at("/imageScanFindings/findings")).hasSize(2);
        assertThat(second.at("/imageScanFindings/findings/0/name").asText()).isEqualTo("CVE-3");
        assertThat(second.has("nextToken")).isFalse();
        assertThat(registry.call("DescribeImages", "{'repositoryName': 'api'}")
                        .at("/imageDetails/0/imageScanFindingsSummary/findingSeverityCounts/HIGH")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void shouldScanAnImageOnceADay() {
        // Given
        registry.putImage("api", "v1");
        registry.call("StartImageScan", NAMED);

        // When / Then
        emulator.advanceClock(Duration.ofHours(23));
        assertThatThrownBy(() -> registry.call("StartImageScan", NAMED))
                .hasMessage("LimitExceededException: The scan quota per image has been exceeded. Wait and try again.");
        emulator.advanceClock(Duration.ofHours(1));
        registry.call("StartImageScan", NAMED);
    }

    @ParameterizedTest
    @CsvSource({
        "BASIC,,false,false,findings",
        "BASIC,,true,true,findings",
        "BASIC,SCAN_ON_PUSH,false,true,findings",
        "ENHANCED,CONTINUOUS_SCAN,false,true,enhancedFindings",
        "ENHANCED,,true,false,''"
    })
    void shouldScanOnPushAsRegistryAndRepositorySay(
            String type, String frequency, boolean scanOnPush, boolean scanned, String member) {
        // Given
        String rules = frequency == null
                ? ""
                : "{'scanFrequency': '%s', 'repositoryFilters': [{'filter': '*', 'filterType': 'WILDCARD'}]}"
                        .formatted(frequency);
        registry.call("PutRegistryScanningConfiguration", "{'scanType': '%s', 'rules': [%s]}".formatted(type, rules));
        registry.setScanOnPush("api", scanOnPush);

        // When
        String digest = registry.putImage("api", "v1");

        // Then
        if (scanned) {
            registry.scanFindings("api", digest, FINDINGS);
            assertThat(registry.call("DescribeImageScanFindings", NAMED)
                            .path("imageScanFindings")
                            .path(member))
                    .hasSize(3);
        } else {
            assertThatThrownBy(() -> registry.call("DescribeImageScanFindings", NAMED))
                    .hasMessageStartingWith("ScanNotFoundException: Image scan does not exist for the image with");
        }
    }

    @Test
    void shouldRefuseWhatCannotBeScanned() {
        // Given
        String digest = registry.putImage("api", "v1");
        registry.call(
                "PutImage",
                "{'repositoryName': 'api', 'imageTag': 'index', 'imageManifest': '{\\\"manifests\\\":[{\\\"digest\\\":\\\"%s\\\"}]}'}"
                        .formatted(digest));
        registry.putImage("api", "old");
        registry.archiveImage("api", registry.putImage("api", "older"));

        // When / Then
        assertThatThrownBy(() -> scan("index")).hasMessageStartingWith("UnsupportedImageTypeException");
        assertThatThrownBy(() -> scan("older")).hasMessageStartingWith("ImageArchivedException");
        assertThatThrownBy(() -> scan("none")).hasMessageStartingWith("ImageNotFoundException");
        registry.call("PutRegistryScanningConfiguration", "{'scanType': 'ENHANCED', 'rules': []}");
        assertThatThrownBy(() -> scan("old")).hasMessage("ValidationException: This feature is disabled");
    }

    private void scan(String tag) {
        registry.call("StartImageScan", "{'repositoryName': 'api', 'imageId': {'imageTag': '%s'}}".formatted(tag));
    }
}
