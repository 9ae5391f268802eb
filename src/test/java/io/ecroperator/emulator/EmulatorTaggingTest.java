package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TooManyTagsException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceGroupsTaggingApiException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

class EmulatorTaggingTest {
    private static final String ARN = "arn:aws:ecr:us-east-1:123456789012:repository/";

    private Emulator emulator;
    private Clients clients;

    @BeforeEach
    void start() {
        emulator = Emulator.start();
        emulator.registry().createRepository("api");
        clients = Clients.of(emulator);
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldKeepTagsWhenTaggedAndUntagged() {
        // When
        clients.ecr().tagResource(r -> r.resourceArn(ARN + "api").tags(tag("a", "1"), tag("b", "2")));
        clients.ecr().tagResource(r -> r.resourceArn(ARN + "api").tags(tag("b", "")));
        clients.ecr().untagResource(r -> r.resourceArn(ARN + "api").tagKeys("a", "absent"));

        // Then
        assertThat(clients.ecr()
                        .listTagsForResource(r -> r.resourceArn(ARN + "api"))
                        .tags())
                .containsExactly(tag("b", ""));
        assertThat(emulator.registry().tags("api")).isEqualTo(Map.of("b", ""));
    }

    @Test
    void shouldRefuseWhenThereWouldBeMoreThanFiftyTags() {
        // Given
        List<Tag> fifty =
                IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "v")).toList();
        clients.ecr().tagResource(r -> r.resourceArn(ARN + "api").tags(fifty));

        // When / Then
        assertThatThrownBy(() -> clients.ecr()
                        .tagResource(r -> r.resourceArn(ARN + "api").tags(tag("one-more", "v"))))
                .isInstanceOf(TooManyTagsException.class);
        assertThat(emulator.registry().tags("api")).hasSize(50);
    }

    @Test
    void shouldNeitherCountNorLetGoTheTagsOfAws() {
        // Given
        emulator.registry().setTags("api", Map.of("aws:cloudformation:stack-name", "shop"));
        List<Tag> fifty =
                IntStream.range(0, 50).mapToObj(i -> tag("k" + i, "v")).toList();

        // When
        clients.ecr().tagResource(r -> r.resourceArn(ARN + "api").tags(fifty));

        // Then
        assertThatThrownBy(() -> clients.ecr()
                        .untagResource(r -> r.resourceArn(ARN + "api").tagKeys("AWS:cloudformation:stack-name")))
                .isInstanceOfSatisfying(EcrException.class, error -> assertThat(
                                error.awsErrorDetails().errorCode())
                        .isEqualTo("InvalidTagParameterException"));
        assertThatThrownBy(() -> clients.ecr()
                        .createRepository(r -> r.repositoryName("new").tags(tag("aws:x", "1"))))
                .isInstanceOf(EcrException.class);
        assertThat(emulator.registry().tags("api")).hasSize(51).containsEntry("aws:cloudformation:stack-name", "shop");
        assertThat(emulator.registry().repositoryNames()).containsExactly("api");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "129,1", "1,257"})
    void shouldRefuseWhenKeyOrValueLengthIsOutOfRange(int key, int value) {
        // When / Then
        assertThatThrownBy(() -> clients.ecr()
                        .createRepository(r -> r.repositoryName("new").tags(tag("k".repeat(key), "v".repeat(value)))))
                .satisfies(error -> assertThat(
                                ((EcrException) error).awsErrorDetails().errorCode())
                        .isEqualTo("InvalidTagParameterException"));
        assertThat(emulator.registry().repositoryNames()).containsExactly("api");
    }

    @Test
    void shouldRefuseWhenKeyHasTheReservedPrefixOrArnIsUnknown() {
        // When / Then
        assertThatThrownBy(() -> clients.ecr()
                        .tagResource(r -> r.resourceArn(ARN + "api").tags(tag("aws:x", "1"))))
                .isInstanceOfSatisfying(EcrException.class, error -> assertThat(
                                error.awsErrorDetails().errorCode())
                        .isEqualTo("InvalidTagParameterException"));
        assertThatThrownBy(() -> clients.ecr().listTagsForResource(r -> r.resourceArn(ARN + "nobody")))
                .isInstanceOf(RepositoryNotFoundException.class);
        assertThatThrownBy(() -> clients.ecr().listTagsForResource(r -> r.resourceArn("api")))
                .hasMessageContaining("Invalid parameter at 'resourceArn'");
    }

    @Test
    void shouldListOnlyRepositoriesThatHaveOrHadTags() {
        // Given
        emulator.registry().createRepository("tagged", Map.of("team", "a"));
        emulator.registry().createRepository("once", Map.of("team", "a"));
        emulator.registry().setTags("once", Map.of());

        // When
        GetResourcesResponse answer = clients.tagging().getResources(r -> r.resourceTypeFilters("ecr:repository"));

        // Then
        assertThat(answer.resourceTagMappingList())
                .extracting(mapping -> mapping.resourceARN())
                .containsExactly(ARN + "once", ARN + "tagged");
        assertThat(answer.paginationToken()).isEmpty();
    }

    @Test
    void shouldPageByAHundredWhenThereAreMore() {
        // Given
        IntStream.range(0, 250)
                .forEach(i -> emulator.registry().createRepository("repo-%03d".formatted(i), Map.of("i", "" + i)));

        // When
        List<GetResourcesResponse> pages = clients
                .tagging()
                .getResourcesPaginator(r -> r.resourcesPerPage(100).resourceTypeFilters("ecr:repository"))
                .stream()
                .toList();

        // Then
        assertThat(pages)
                .extracting(page -> page.resourceTagMappingList().size())
                .containsExactly(100, 100, 50);
        assertThatThrownBy(() -> clients.tagging().getResources(r -> r.resourcesPerPage(101)))
                .isInstanceOf(ResourceGroupsTaggingApiException.class);
    }

    @Test
    void shouldFilterByTypeAndTag() {
        // Given
        emulator.registry().createRepository("one", Map.of("team", "a", "tier", "1"));
        emulator.registry().createRepository("two", Map.of("team", "b"));

        // When
        GetResourcesResponse others = clients.tagging().getResources(r -> r.resourceTypeFilters("s3:bucket"));
        GetResourcesResponse teams = clients.tagging().getResources(r -> r.tagFilters(filter("team", "b", "c")));
        GetResourcesResponse both = clients.tagging().getResources(r -> r.tagFilters(filter("team"), filter("tier")));

        // Then
        assertThat(others.resourceTagMappingList()).isEmpty();
        assertThat(teams.resourceTagMappingList())
                .singleElement()
                .satisfies(mapping -> assertThat(mapping.resourceARN()).isEqualTo(ARN + "two"));
        assertThat(both.resourceTagMappingList()).singleElement().satisfies(mapping -> assertThat(mapping.tags())
                .hasSize(2));
    }

    @Test
    void shouldDenyWhenTheTaggingApiIsNotAllowed() {
        // Given
        try (Emulator strict = Emulator.start(EmulatorOptions.DEFAULT.withoutTagging());
                Clients denied = Clients.of(strict)) {
            // When / Then
            assertThatThrownBy(() -> denied.tagging().getResources(r -> {}))
                    .isInstanceOfSatisfying(ResourceGroupsTaggingApiException.class, error -> assertThat(
                                    error.awsErrorDetails().errorCode())
                            .isEqualTo("AccessDeniedException"))
                    .hasMessageContaining("tag:GetResources");
        }
    }

    private static TagFilter filter(String key, String... values) {
        return TagFilter.builder().key(key).values(values).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
