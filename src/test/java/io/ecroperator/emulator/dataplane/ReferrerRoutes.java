package io.ecroperator.emulator.dataplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * What is about a manifest: signatures, SBOMs, attestations. ECR Public has no such list, as its API has none.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-referrers">Listing Referrers</a>
 */
final class ReferrerRoutes {
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String FILTER = "artifactType";

    private final Repositories repositories;

    ReferrerRoutes(Repositories repositories) {
        this.repositories = repositories;
    }

    Answer referrers(Call call, Route.Referrers route) {
        if (!call.reads()) {
            throw DistributionError.unsupported();
        }
        if (call.host() instanceof RegistryHost.Public) {
            throw DistributionError.manifestUnknown();
        }
        Digest.require(route.digest());
        Optional<String> type = call.query(FILTER);
        ObjectNode index = Json.object().put("schemaVersion", 2).put("mediaType", INDEX);
        ArrayNode manifests = index.putArray("manifests");
        OpenRepository repository = repositories.open(call.host(), call.visitor(), route.repository(), "BatchGetImage");
        for (JsonNode descriptor : repository.referrers(route.digest())) {
            if (type.isEmpty() || type.get().equals(descriptor.path(FILTER).asText())) {
                manifests.add(descriptor);
            }
        }
        Answer answer = Answer.json(HttpURLConnection.HTTP_OK, INDEX, index);
        return type.isPresent() ? answer.with("OCI-Filters-Applied", FILTER) : answer;
    }
}
