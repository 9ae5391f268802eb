package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.lifecycle.Selected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a lifecycle policy would do, that of the repository or one that is only proposed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartLifecyclePolicyPreview.html">StartLifecyclePolicyPreview</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetLifecyclePolicyPreview.html">GetLifecyclePolicyPreview</a>
 */
final class LifecyclePreviewOperations {
    private static final String TEXT = "lifecyclePolicyText";
    private static final String RESULTS = "previewResults";
    private static final int MAX_PAGE = 100;
    private static final Set<String> TAG_STATUS = new TreeSet<>(Set.of("TAGGED", "UNTAGGED", "ANY"));

    private final EmulatorState state;

    LifecyclePreviewOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "StartLifecyclePolicyPreview", Operation.write(this::start),
                "GetLifecyclePolicyPreview", Operation.read(this::get));
    }

    private JsonNode start(AwsRequest request) {
        String name = request.parameters().repositoryName();
        Optional<String> proposed =
                request.parameters().string(TEXT, LifecycleGrammar.MIN_LENGTH, LifecycleGrammar.MAX_LENGTH);
        return state.registry(request).with(name, repository -> {
            Instant now = state.clock().instant();
            Lifecycle lifecycle = repository.lifecycle();
            String policy = proposed.map(LifecycleGrammar::normalised)
                    .or(lifecycle::policy)
                    .orElseThrow(() -> AwsError.lifecyclePolicyNotFound(
                            name, repository.registry().account()));
            if (lifecycle.preview().filter(last -> last.inProgress(now)).isPresent()) {
                throw AwsError.of(
                        "LifecyclePolicyPreviewInProgressException",
                        "The previous lifecycle policy preview for the repository with name '%s' in the registry with id '%s' has not completed"
                                .formatted(name, repository.registry().account()));
            }
            lifecycle.preview(LifecyclePreview.of(policy, repository.images(), now));
            return answer(repository, policy).put("status", "IN_PROGRESS");
        });
    }

    private JsonNode get(AwsRequest request) {
        Parameters parameters = request.parameters();
        String name = parameters.repositoryName();
        Optional<List<ImageId>> ids = ImageId.optional(parameters);
        if (ids.isPresent() && (parameters.has("maxResults") || parameters.has("nextToken"))) {
            throw AwsError.invalidParameter("imageIds", "must be null when maxResults or nextToken is specified");
        }
        Page page = Page.of(parameters, RESULTS, MAX_PAGE, MAX_PAGE);
        Predicate<Image> filter = filter(parameters, ids);
        return state.registry(request).with(name, repository -> {
            LifecyclePreview preview = repository
                    .lifecycle()
                    .preview()
                    .orElseThrow(() -> AwsError.of(
                            "LifecyclePolicyPreviewNotFoundException",
                            "Lifecycle policy preview does not exist for the repository with name '%s' in the registry with id '%s'"
                                    .formatted(name, repository.registry().account())));
            ObjectNode answer = answer(repository, preview.policy());
            String status = preview.ask(state.clock().instant());
            answer.put("status", status);
            List<Selected> results = status.equals("COMPLETE") ? preview.results() : List.of();
            List<Selected> wanted = results.stream()
                    .filter(one -> filter.test(preview.images().get(one.digest())))
                    .toList();
            answer.setAll(page.cut(wanted, one -> "%05d".formatted(wanted.indexOf(one)), one -> result(preview, one)));
            answer.set("summary", summary(results));
            return answer;
        });
    }

    private static Predicate<Image> filter(Parameters parameters, Optional<List<ImageId>> ids) {
        String tags = parameters
                .structure("filter")
                .flatMap(given -> given.oneOf("tagStatus", TAG_STATUS))
                .orElse("ANY");
        return image -> (tags.equals("ANY") || image.tags().isEmpty() == tags.equals("UNTAGGED"))
                && ids.map(named -> named.stream().anyMatch(id -> id.names(image)))
                        .orElse(true);
    }

    private static ObjectNode result(LifecyclePreview preview, Selected selected) {
        Image image = preview.images().get(selected.digest());
        ObjectNode json = Json.object();
        image.tags().forEach(json.putArray("imageTags")::add);
        json.put("imageDigest", image.digest()).put("imagePushedAt", Json.timestamp(image.pushedAt()));
        ObjectNode action = json.putObject("action").put("type", selected.expires() ? "EXPIRE" : "TRANSITION");
        if (!selected.expires()) {
            action.put("targetStorageClass", "ARCHIVE");
        }
        return json.put("appliedRulePriority", selected.priority())
                .put("storageClass", image.status().equals(Image.ARCHIVED) ? "ARCHIVE" : "STANDARD");
    }

    private static ObjectNode summary(List<Selected> results) {
        long expiring = results.stream().filter(Selected::expires).count();
        ObjectNode summary = Json.object().put("expiringImageTotalCount", expiring);
        if (expiring < results.size()) {
            summary.putArray("transitioningImageTotalCounts")
                    .addObject()
                    .put("targetStorageClass", "ARCHIVE")
                    .put("imageTotalCount", results.size() - expiring);
        }
        return summary;
    }

    private static ObjectNode answer(Repository repository, String policy) {
        return Json.object()
                .put("registryId", repository.registry().account())
                .put("repositoryName", repository.name())
                .put(TEXT, policy);
    }
}
