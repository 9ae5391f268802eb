package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.emulator.iam.Caller;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrRequest;

/** The emulator has every operation that the SDK can call. */
class EmulatorOperationsTest {
    private final OperationTable table = new OperationTable(new EmulatorState(EmulatorOptions.DEFAULT));

    @Test
    void shouldHaveAllOfEcr() {
        // When
        List<String> called = Arrays.stream(EcrClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && EcrRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
                .map(method -> method.getParameterTypes()[0].getSimpleName().replaceAll("Request$", ""))
                .distinct()
                .toList();

        // Then
        assertThat(called).hasSizeGreaterThan(50).allMatch(operation -> has(operation));
    }

    @ParameterizedTest
    @CsvSource({
        "StartReplicationBackfill,           true",
        "StopReplicationBackfill,            true",
        "ListReplicationBackfills,           true",
        "DescribeReplicationBackfillResults, true",
        "StartTheFuture,                     false"
    })
    void shouldHaveWhatIsNewerThanTheSdk(String operation, boolean known) {
        // When / Then
        assertThat(has(operation)).isEqualTo(known);
    }

    private boolean has(String operation) {
        Parameters none = new Parameters("", Json.object());
        return table.find(new AwsRequest("ecr", operation, Caller.ofAccount("123456789012"), "us-east-1", none))
                .isPresent();
    }
}
