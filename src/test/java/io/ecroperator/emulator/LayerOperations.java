package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.dataplane.Layer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Layers by the API, as Amazon's own proxies upload and look for them; the data plane sees the same layers.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_InitiateLayerUpload.html">InitiateLayerUpload</a>
 */
final class LayerOperations {
    private static final long PART_SIZE = 10_485_760;
    private static final int MAX_PART = 20_971_520;
    private static final int MAX_DIGESTS = 100;
    private static final int MAX_DIGEST = 1000;
    private static final Pattern UPLOAD = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern DIGEST = Pattern.compile("[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+");
    private static final String DIGESTS = "layerDigests";
    private static final String MEDIA_TYPE = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    private final EmulatorState state;
    private final Addressing addressing;
    private final Map<String, LayerUpload> uploads = new ConcurrentHashMap<>();

    LayerOperations(EmulatorState state, Addressing addressing) {
        this.state = state;
        this.addressing = addressing;
    }

    /** {@return those of both services} */
    Map<String, Operation> operations() {
        return Map.of(
                "BatchCheckLayerAvailability", Operation.read(this::check),
                "InitiateLayerUpload", Operation.write(this::initiate),
                "UploadLayerPart", Operation.write(this::uploadPart),
                "CompleteLayerUpload", Operation.write(this::complete));
    }

    /** {@return those that ECR Public has not} */
    Map<String, Operation> privateOperations() {
        return Map.of("GetDownloadUrlForLayer", Operation.read(this::downloadUrl));
    }

    /** The address has the form of ECR's; nothing answers there, and clients get layers by the data plane. */
    private JsonNode downloadUrl(AwsRequest request) {
        String digest = request.parameters().required("layerDigest");
        checkDigest("layerDigest", digest);
        return addressing.with(request, repository -> {
            if (repository.layers().find(digest).isEmpty()) {
                throw AwsError.of(
                        "LayersNotFoundException",
                        "The layer with digest '%s' does not exist in the repository with name '%s' in the registry with id '%s'"
                                .formatted(
                                        digest,
                                        repository.name(),
                                        repository.registry().account()));
            }
            String region = repository.registry().region();
            return Json.object()
                    .put(
                            "downloadUrl",
                            "https://prod-%1$s-starport-layer-bucket.s3.%1$s.amazonaws.com/%2$s/%3$s?X-Amz-Expires=3600"
                                    .formatted(region, repository.registry().account(), digest))
                    .put("layerDigest", digest);
        });
    }

    private JsonNode check(AwsRequest request) {
        List<String> digests = digests(request.parameters());
        digests.forEach(digest -> Parameters.checkLength(DIGESTS, digest, 0, MAX_DIGEST));
        return addressing.with(request, repository -> {
            ObjectNode answer = Json.object();
            ArrayNode layers = answer.putArray("layers");
            ArrayNode failures = answer.putArray("failures");
            for (String digest : digests) {
                if (DIGEST.matcher(digest).matches()) {
                    describe(digest, repository.layers().find(digest), layers.addObject());
                } else {
                    failures.addObject()
                            .put("layerDigest", digest)
                            .put("failureCode", digest.isEmpty() ? "MissingLayerDigest" : "InvalidLayerDigest")
                            .put(
                                    "failureReason",
                                    "Invalid request parameters: layer digest should satisfy the regex '" + DIGEST
                                            + "'");
                }
            }
            return answer;
        });
    }

    private static void describe(String digest, Optional<Layer> layer, ObjectNode target) {
        target.put("layerDigest", digest).put("layerAvailability", layer.isPresent() ? "AVAILABLE" : "UNAVAILABLE");
        layer.ifPresent(found -> target.put("layerSize", found.size()).put("mediaType", MEDIA_TYPE));
    }

    private JsonNode initiate(AwsRequest request) {
        return addressing.with(request, repository -> {
            String id = UUID.randomUUID().toString();
            uploads.put(id, new LayerUpload(repository));
            return Json.object().put("uploadId", id).put("partSize", PART_SIZE);
        });
    }

    private JsonNode uploadPart(AwsRequest request) {
        Parameters parameters = request.parameters();
        String id = uploadId(parameters);
        long first = position(parameters, "partFirstByte");
        long last = position(parameters, "partLastByte");
        byte[] part =
                parameters.blob("layerPartBlob", 0, MAX_PART).orElseThrow(() -> parameters.missing("layerPartBlob"));
        return addressing.with(request, repository -> {
            upload(repository, id).append(first, last, part, state.memory());
            return answer(repository, id).put("lastByteReceived", last);
        });
    }

    private JsonNode complete(AwsRequest request) {
        String id = uploadId(request.parameters());
        List<String> digests = digests(request.parameters());
        digests.forEach(digest -> checkDigest(DIGESTS, digest));
        return addressing.with(request, repository -> {
            LayerUpload upload = upload(repository, id);
            Layer layer = upload.complete(digests);
            if (repository.layers().find(layer.digest()).isPresent()) {
                throw AwsError.of(
                        "LayerAlreadyExistsException",
                        "Layer with digest '%s' already exists in the repository with name '%s' in registry with id '%s'"
                                .formatted(
                                        layer.digest(),
                                        repository.name(),
                                        repository.registry().account()));
            }
            repository.layers().put(layer, state.memory());
            uploads.remove(id);
            return answer(repository, id).put("layerDigest", layer.digest());
        });
    }

    private LayerUpload upload(Repository repository, String id) {
        return Optional.ofNullable(uploads.get(id))
                .filter(upload -> upload.goesTo(repository))
                .orElseThrow(() -> AwsError.of(
                        "UploadNotFoundException",
                        "The upload with id '%s' does not exist in the repository with name '%s' in the registry with id '%s'"
                                .formatted(
                                        id,
                                        repository.name(),
                                        repository.registry().account())));
    }

    private static ObjectNode answer(Repository repository, String uploadId) {
        return Json.object()
                .put("registryId", repository.registry().account())
                .put("repositoryName", repository.name())
                .put("uploadId", uploadId);
    }

    private static String uploadId(Parameters parameters) {
        String id = parameters.required("uploadId");
        if (!UPLOAD.matcher(id).matches()) {
            throw AwsError.invalidParameter("uploadId", "must satisfy regular expression '" + UPLOAD + "'");
        }
        return id;
    }

    private static long position(Parameters parameters, String name) {
        return parameters.integer(name, 0, Integer.MAX_VALUE).orElseThrow(() -> parameters.missing(name));
    }

    private static List<String> digests(Parameters parameters) {
        return parameters.strings(DIGESTS, 1, MAX_DIGESTS).orElseThrow(() -> parameters.missing(DIGESTS));
    }

    private static void checkDigest(String parameter, String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw AwsError.invalidParameter(parameter, "must satisfy regular expression '" + DIGEST + "'");
        }
    }
}
