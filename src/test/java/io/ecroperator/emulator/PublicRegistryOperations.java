package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The public registry itself, of which an account has one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_DescribeRegistries.html">DescribeRegistries</a>
 */
final class PublicRegistryOperations {
    private static final int MAX_DISPLAY_NAME = 100;

    private final PublicRegistries registries;

    PublicRegistryOperations(PublicRegistries registries) {
        this.registries = registries;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "DescribeRegistries", Operation.read(PublicRegistryOperations::describe),
                "GetRegistryCatalogData", Operation.read(this::catalogData),
                "PutRegistryCatalogData", Operation.write(this::putCatalogData));
    }

    private static JsonNode describe(AwsRequest request) {
        request.parameters().integer("maxResults", 1, Parameters.MAX_PAGE);
        request.parameters().string("nextToken").ifPresent(token -> PageToken.keyOf("registries", token));
        String account = request.caller().account();
        String alias = PublicAlias.of(account);
        ObjectNode answer = Json.object();
        ObjectNode registry = answer.putArray("registries")
                .addObject()
                .put("registryId", account)
                .put("registryArn", "arn:aws:ecr-public::%s:registry/%s".formatted(account, account))
                .put("registryUri", "public.ecr.aws/" + alias)
                .put("verified", false);
        registry.putArray("aliases")
                .addObject()
                .put("name", alias)
                .put("status", "ACTIVE")
                .put("primaryRegistryAlias", true)
                .put("defaultRegistryAlias", true);
        return answer;
    }

    private JsonNode catalogData(AwsRequest request) {
        return answer(registries.displayName(request.caller().account()));
    }

    private JsonNode putCatalogData(AwsRequest request) {
        String account = request.caller().account();
        request.parameters()
                .string("displayName", 0, MAX_DISPLAY_NAME)
                .ifPresent(name -> registries.displayName(account, name));
        return answer(registries.displayName(account));
    }

    private static JsonNode answer(String displayName) {
        ObjectNode answer = Json.object();
        answer.putObject("registryCatalogData").put("displayName", displayName);
        return answer;
    }
}
