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

class EmulatorLifecycleTest {
    private static final String OLDER_THAN_A_DAY =
            "{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"any\",\"countType\":\"sinceImagePushed\",\"countUnit\":\"days\",\"countNumber\":1},\"action\":{\"type\":\"expire\"}}]}";
    private static final String NOT_PULLED_FOR_A_DAY = OLDER_THAN_A_DAY
            .replace("sinceImagePushed", "sinceImagePulled")
            .replace("\"expire\"", "\"transition\",\"targetStorageClass\":\"archive\"");
    private static final String NAME = "{'repositoryName': 'api'}";

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
    void shouldExpireWithinAnHour() {
        // Given
        registry.putImage("api", "old");
        emulator.advanceClock(Duration.ofHours(25));
        registry.putImage("api", "new");

        // When
        registry.putLifecyclePolicy("api", OLDER_THAN_A_DAY);

        // Then
        assertThat(registry.imageTags("api")).containsExactly("new", "old");
        assertThat(lastEvaluatedAt()).isZero();
        emulator.advanceClock(Duration.ofHours(1));
        assertThat(registry.imageTags("api")).containsExactly("new");
        assertThat(lastEvaluatedAt()).isPositive();
    }

    @Test
    void shouldExpireNothingOnceThePolicyIsGone() {
        // Given
        registry.putImage("api", "old");
        registry.putLifecyclePolicy("api", OLDER_THAN_A_DAY);

        // When
        registry.deleteLifecyclePolicy("api");
        emulator.advanceClock(Duration.ofDays(30));

        // Then
        assertThat(registry.imageTags("api")).containsExactly("old");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,0"})
    void shouldTakeTheImagesOfAListOnceTheListIsGone(int hours, int left) {
        // Given
        String child = registry.putImage("api", "child");
        registry.call(
                "PutImage",
                "{'repositoryName': 'api', 'imageManifest': '{\\\"manifests\\\":[{\\\"digest\\\":\\\"%s\\\"}]}'}"
                        .formatted(child));
        emulator.advanceClock(Duration.ofHours(25));
        registry.putLifecyclePolicy("api", OLDER_THAN_A_DAY);

        // When
        emulator.advanceClock(Duration.ofHours(hours));

        // Then
        assertThat(registry.repository("api").orElseThrow().imageCount()).isEqualTo(left);
    }

    @Test
    void shouldTakeSignaturesWithTheirImage() {
        // Given
        String signed = registry.putImage("api", "old");
        emulator.advanceClock(Duration.ofHours(25));
        String signature = "{'repositoryName': 'api', 'imageManifest': '{\\\"subject\\\":{\\\"digest\\\":\\\"%s\\\"}}'}"
                .formatted(signed);
        registry.call("PutImage", signature);

        // When
        registry.putLifecyclePolicy("api", OLDER_THAN_A_DAY);
        emulator.advanceClock(Duration.ofHours(1));

        // Then
        assertThat(registry.repository("api").orElseThrow().imageCount()).isZero();
    }

    @Test
    void shouldArchiveWhatNobodyPulls() {
        // Given
        registry.putImage("api", "unused");
        registry.putImage("api", "used");
        emulator.advanceClock(Duration.ofHours(25));
        registry.call("BatchGetImage", "{'repositoryName': 'api', 'imageIds': [{'imageTag': 'used'}]}");

        // When
        registry.putLifecyclePolicy("api", NOT_PULLED_FOR_A_DAY);
        emulator.advanceClock(Duration.ofHours(1));

        // Then
        assertThat(registry.call("ListImages", "{'repositoryName': 'api', 'filter': {'imageStatus': 'ARCHIVED'}}")
                        .at("/imageIds/0/imageTag")
                        .asText())
                .isEqualTo("unused");
    }

    @Test
    void shouldPreviewWithoutDoingIt() {
        // Given
        registry.putImage("api", "old");
        emulator.advanceClock(Duration.ofHours(25));
        registry.putImage("api", "new");

        // When
        JsonNode started = registry.call("StartLifecyclePolicyPreview", proposed(OLDER_THAN_A_DAY));
        JsonNode running = preview("");
        JsonNode done = preview("");

        // Then
        assertThat(started.path("status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(running.path("status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(running.path("previewResults")).isEmpty();
        assertThat(done.path("status").asText()).isEqualTo("COMPLETE");
        assertThat(done.at("/summary/expiringImageTotalCount").asInt()).isEqualTo(1);
        assertThat(done.path("previewResults")).singleElement().satisfies(result -> {
            assertThat(result.path("imageTags")).hasToString("[\"old\"]");
            assertThat(result.path("appliedRulePriority").asInt()).isEqualTo(1);
            assertThat(result.path("action")).hasToString("{\"type\":\"EXPIRE\"}");
            assertThat(result.path("storageClass").asText()).isEqualTo("STANDARD");
        });
        assertThat(preview(", 'filter': {'tagStatus': 'UNTAGGED'}").path("previewResults"))
                .isEmpty();
        assertThat(preview(", 'imageIds': [{'imageTag': 'old'}]").path("previewResults"))
                .hasSize(1);
        assertThat(preview(", 'imageIds': [{'imageTag': 'new'}]").path("previewResults"))
                .isEmpty();
        assertThat(registry.imageTags("api")).containsExactly("new", "old");
        assertThat(registry.lifecyclePolicyText("api")).isEmpty();
    }

    @Test
    void shouldPreviewByPage() {
        // Given
        for (int i = 0; i < 3; i++) {
            registry.putImage("api", "v" + i);
        }
        emulator.advanceClock(Duration.ofHours(25));
        registry.call("StartLifecyclePolicyPreview", proposed(OLDER_THAN_A_DAY));
        preview("");

        // When
        JsonNode first = preview(", 'maxResults': 2");
        JsonNode second =
                preview(", 'nextToken': '%s'".formatted(first.path("nextToken").asText()));

        // Then
        assertThat(first.path("previewResults")).hasSize(2);
        assertThat(second.path("previewResults")).hasSize(1);
        assertThat(second.has("nextToken")).isFalse();
    }

    @Test
    void shouldPreviewOnePolicyAtATime() {
        // When / Then
        assertThatThrownBy(() -> preview("")).hasMessageStartingWith("LifecyclePolicyPreviewNotFoundException");
        assertThatThrownBy(() -> registry.call("StartLifecyclePolicyPreview", NAME))
                .hasMessageStartingWith("LifecyclePolicyNotFoundException");
        assertThatThrownBy(
                        () -> registry.call("StartLifecyclePolicyPreview", proposed("{'rules': []}" + " ".repeat(100))))
                .hasMessageStartingWith("InvalidParameterException");
        registry.putLifecyclePolicy("api", OLDER_THAN_A_DAY);
        registry.call("StartLifecyclePolicyPreview", NAME);
        assertThatThrownBy(() -> registry.call("StartLifecyclePolicyPreview", NAME))
                .hasMessageStartingWith("LifecyclePolicyPreviewInProgressException");
        emulator.advanceClock(Duration.ofSeconds(10));
        registry.call("StartLifecyclePolicyPreview", NAME);
    }

    private static String proposed(String policy) {
        return "{'repositoryName': 'api', 'lifecyclePolicyText': '%s'}"
                .formatted(policy.replace("'", "\"").replace("\"", "\\\""));
    }

    private JsonNode preview(String more) {
        return registry.call("GetLifecyclePolicyPreview", "{'repositoryName': 'api'%s}".formatted(more));
    }

    private long lastEvaluatedAt() {
        return registry.call("GetLifecyclePolicy", NAME).path("lastEvaluatedAt").asLong();
    }
}
