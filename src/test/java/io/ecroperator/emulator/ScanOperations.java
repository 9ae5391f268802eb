package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Scans of images. They find nothing of themselves: {@link Registry#scanFindings} says what there is to find.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartImageScan.html">StartImageScan</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImageScanFindings.html">DescribeImageScanFindings</a>
 */
final class ScanOperations {
    private static final Duration ONCE_IN = Duration.ofHours(24);
    private static final String FINDINGS = "imageScanFindings";

    private final EmulatorState state;

    ScanOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "StartImageScan", Operation.write(this::start),
                "DescribeImageScanFindings", Operation.read(this::findings));
    }

    private JsonNode start(AwsRequest request) {
        String name = request.parameters().repositoryName();
        ImageId id = ImageId.one(request.parameters(), "imageId");
        RegistryState registry = state.registry(request);
        boolean enhanced = isEnhanced(registry);
        return registry.with(name, repository -> {
            Image image = id.existing(repository);
            if (enhanced) {
                throw AwsError.of("ValidationException", "This feature is disabled");
            }
            check(repository, image, registry);
            repository.images().scans().scan(image.digest(), registry.now(), false);
            ObjectNode answer = answer(repository, image, id);
            answer.putObject("imageScanStatus").put("status", "IN_PROGRESS");
            return answer;
        });
    }

    private static void check(Repository repository, Image image, RegistryState registry) {
        if (!image.status().equals(Image.ACTIVE)) {
            throw AwsError.of("ImageArchivedException", "The specified image is archived and cannot be scanned.");
        }
        if (!image.content().manifests().isEmpty()) {
            throw AwsError.of("UnsupportedImageTypeException", "The image is of a type that cannot be scanned.");
        }
        boolean tooSoon = repository
                .images()
                .scans()
                .of(image.digest())
                .filter(last -> registry.now().isBefore(last.at().plus(ONCE_IN)))
                .isPresent();
        if (tooSoon) {
            throw AwsError.of(
                    "LimitExceededException", "The scan quota per image has been exceeded. Wait and try again.");
        }
    }

    /** Scans a pushed image if the registry's rules or the repository say so; to be called under the repository's monitor. */
    static void onPush(Repository repository, Image image) {
        RegistryState home = repository.home();
        ObjectNode configuration = home.settings().with(RegistrySettings::scanning);
        boolean wanted = home.kind() == RegistryKind.PRIVATE
                && image.content().manifests().isEmpty()
                && !EffectiveScanning.of(configuration, repository)
                        .path("scanFrequency")
                        .asText()
                        .equals("MANUAL");
        if (wanted) {
            repository.images().scans().scan(image.digest(), home.now(), isEnhanced(home));
        }
    }

    private static boolean isEnhanced(RegistryState registry) {
        return registry.settings()
                .with(RegistrySettings::scanning)
                .path("scanType")
                .asText()
                .equals("ENHANCED");
    }

    private JsonNode findings(AwsRequest request) {
        Parameters parameters = request.parameters();
        String name = parameters.repositoryName();
        ImageId id = ImageId.one(parameters, "imageId");
        Optional<String> token = parameters.string("nextToken");
        int size = parameters.integer("maxResults", 1, Parameters.MAX_PAGE).orElse(Parameters.DEFAULT_PAGE);
        return state.registry(request).with(name, repository -> {
            Image image = id.existing(repository);
            ScanResult result = repository
                    .images()
                    .scans()
                    .of(image.digest())
                    .orElseThrow(() -> AwsError.of(
                            "ScanNotFoundException",
                            "Image scan does not exist for the image with '%s' in the repository with name '%s' in the registry with id '%s'"
                                    .formatted(id, name, repository.registry().account())));
            ObjectNode answer = answer(repository, image, id);
            answer.set("imageScanStatus", result.status());
            int from = token.map(text -> Integer.parseInt(PageToken.keyOf(FINDINGS, text)))
                    .orElse(0);
            int to = Math.min(from + size, result.findings().size());
            ObjectNode page = result.summary();
            ArrayNode items = page.putArray(result.member());
            for (int i = from; i < to; i++) {
                items.add(result.findings().get(i));
            }
            answer.set(FINDINGS, page);
            return to < result.findings().size()
                    ? answer.put("nextToken", PageToken.after(FINDINGS, Integer.toString(to)))
                    : answer;
        });
    }

    private static ObjectNode answer(Repository repository, Image image, ImageId id) {
        ObjectNode answer = Json.object()
                .put("registryId", repository.registry().account())
                .put("repositoryName", repository.name());
        ObjectNode named = answer.putObject("imageId").put("imageDigest", image.digest());
        id.tag().ifPresent(tag -> named.put("imageTag", tag));
        return answer;
    }
}
