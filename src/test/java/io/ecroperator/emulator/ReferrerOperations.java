package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What is about an image.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImageReferrers.html">ListImageReferrers</a>
 */
final class ReferrerOperations {
    private static final int MAX_PAGE = 50;
    private static final int DEFAULT_PAGE = 20;
    private static final int MAX_TYPES = 5;
    private static final int MAX_TYPE = 255;
    private static final String TYPES = "artifactTypes";
    private static final Set<String> STATUS =
            new TreeSet<>(Set.of(Image.ACTIVE, Image.ARCHIVED, Image.ACTIVATING, "ANY"));

    private final EmulatorState state;

    ReferrerOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of("ListImageReferrers", Operation.read(this::list));
    }

    private JsonNode list(AwsRequest request) {
        Parameters parameters = request.parameters();
        String name = parameters.repositoryName();
        Parameters subject = parameters.structure("subjectId").orElseThrow(() -> parameters.missing("subjectId"));
        String digest = subject.required("imageDigest");
        Predicate<Image> filter = filter(parameters);
        Page page = Page.of(parameters, "referrers", MAX_PAGE, DEFAULT_PAGE);
        return state.registry(request).with(name, repository -> {
            List<Image> referrers = Referrers.of(repository.images(), digest).stream()
                    .filter(filter)
                    .toList();
            return page.cut(referrers, Image::digest, image -> Referrers.descriptor(image)
                    .put("artifactStatus", image.status()));
        });
    }

    private static Predicate<Image> filter(Parameters parameters) {
        Optional<Parameters> filter = parameters.structure("filter");
        List<String> types =
                filter.flatMap(given -> given.strings(TYPES, 0, MAX_TYPES)).orElse(List.of());
        types.forEach(type -> Parameters.checkLength("filter." + TYPES, type, 1, MAX_TYPE));
        String status =
                filter.flatMap(given -> given.oneOf("artifactStatus", STATUS)).orElse(Image.ACTIVE);
        return image -> (status.equals("ANY") || status.equals(image.status()))
                && (types.isEmpty()
                        || image.content()
                                .artifactType()
                                .filter(types::contains)
                                .isPresent());
    }
}
