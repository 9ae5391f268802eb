package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creating public repositories, and what the gallery shows of them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_CreateRepository.html">CreateRepository</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_PutRepositoryCatalogData.html">PutRepositoryCatalogData</a>
 */
final class PublicRepositoryOperations {
    private static final int MAX_TAGS_IN_REQUEST = 200;
    private static final String CATALOG_DATA = "catalogData";

    private final EmulatorState state;
    private final Addressing addressing;

    PublicRepositoryOperations(EmulatorState state, Addressing addressing) {
        this.state = state;
        this.addressing = addressing;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateRepository", Operation.write(this::create),
                "GetRepositoryCatalogData", Operation.read(this::catalogData),
                "PutRepositoryCatalogData", Operation.write(this::putCatalogData));
    }

    private JsonNode create(AwsRequest request) {
        Parameters parameters = request.parameters();
        String name = addressing.repositoryName(parameters);
        Optional<CatalogData> catalogData = parameters.structure(CATALOG_DATA).map(CatalogData::from);
        TagSet tags = TagSet.EMPTY.plus(TagSet.read(
                parameters.structures("tags", 0, MAX_TAGS_IN_REQUEST).orElse(List.of())));
        RegistryState registry = state.publicRegistry(request.caller().account());
        Repository repository = new Repository(
                registry, name, Encryption.DEFAULT, state.options().lag());
        repository.tags(tags);
        catalogData.ifPresent(repository::catalogData);
        ObjectNode answer = Json.object().set("repository", repository.toJson());
        catalogData.ifPresent(data -> answer.set(CATALOG_DATA, data.toJson()));
        registry.add(repository);
        return answer;
    }

    private JsonNode catalogData(AwsRequest request) {
        return addressing.with(request, repository -> Json.object()
                .set(
                        CATALOG_DATA,
                        repository
                                .catalogData()
                                .map(CatalogData::toJson)
                                .orElseThrow(() -> AwsError.of(
                                        "RepositoryCatalogDataNotFoundException",
                                        "The catalog data for the repository with name '%s' does not exist in the registry with id '%s'"
                                                .formatted(
                                                        repository.name(),
                                                        repository.registry().account())))));
    }

    /** Replaces all of it: AWS documents one call for creating and updating, and none that takes away. */
    private JsonNode putCatalogData(AwsRequest request) {
        Parameters parameters = request.parameters();
        CatalogData data = parameters
                .structure(CATALOG_DATA)
                .map(CatalogData::from)
                .orElseThrow(() -> parameters.missing(CATALOG_DATA));
        return addressing.with(request, repository -> {
            repository.catalogData(data);
            return Json.object().set(CATALOG_DATA, data.toJson());
        });
    }
}
