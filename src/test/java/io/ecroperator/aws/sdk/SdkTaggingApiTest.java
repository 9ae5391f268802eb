package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.Page;
import io.ecroperator.aws.TaggingApi;
import io.ecroperator.aws.TaggingApi.TaggedRepository;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkTaggingApiTest {

    private final WireStub stub = new WireStub();
    private final AwsConnections connections =
            new AwsConnections(AwsClientSettings.defaults("1.2.3"), Connections.KEYS, new SimpleMeterRegistry());
    private final TaggingApi tagging =
            connections.connection(Connections.to(stub)).tagging();

    @AfterEach
    void close() {
        connections.close();
        stub.close();
    }

    @Test
    void shouldReadTagsPageByPage() {
        // Given
        stub.answer("{\"PaginationToken\":\"two\",\"ResourceTagMappingList\":[{\"ResourceARN\":\"arn:a\","
                        + "\"Tags\":[{\"Key\":\"team\",\"Value\":\"a\"}]},{\"ResourceARN\":\"arn:b\",\"Tags\":[]}]}")
                .answer("{\"PaginationToken\":\"\",\"ResourceTagMappingList\":[]}");

        // When
        Page<TaggedRepository> first = tagging.getResources(null);
        Page<TaggedRepository> second = tagging.getResources(first.nextToken());

        // Then
        assertThat(first.items())
                .containsExactly(
                        new TaggedRepository("arn:a", Map.of("team", "a")), new TaggedRepository("arn:b", Map.of()));
        assertThat(second).isEqualTo(new Page<TaggedRepository>(List.of(), null));
        assertThat(stub.requests())
                .extracting(WireStub.Request::body)
                .containsExactly(
                        "{\"ResourcesPerPage\":100,\"ResourceTypeFilters\":[\"ecr:repository\"]}",
                        "{\"PaginationToken\":\"two\",\"ResourcesPerPage\":100,"
                                + "\"ResourceTypeFilters\":[\"ecr:repository\"]}");
    }
}
