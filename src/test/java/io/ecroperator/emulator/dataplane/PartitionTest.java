package io.ecroperator.emulator.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

class PartitionTest {
    @ParameterizedTest
    @MethodSource("regions")
    void shouldAgreeWithTheSdk(Region region) {
        // When
        Partition partition = Partition.of(region.id());

        // Then
        assertThat(partition.id()).isEqualTo(PartitionMetadata.of(region).id());
        assertThat(partition.domain()).isEqualTo(PartitionMetadata.of(region).dnsSuffix());
    }

    private static Stream<Region> regions() {
        return Region.regions().stream().filter(region -> !region.isGlobalRegion());
    }
}
