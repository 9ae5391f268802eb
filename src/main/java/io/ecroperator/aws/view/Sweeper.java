package io.ecroperator.aws.view;

import io.ecroperator.aws.EcrApi;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.TaggingApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists all repositories, ⌈N/1000⌉ calls, and their tags where the tagging API is allowed, ⌈N/100⌉ calls. A listing is
 * all pages or a failure, so that half a listing never looks like a mass deletion.
 */
final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** A right that was refused is not asked for again before this has passed. */
    private static final Duration REFUSAL_REMEMBERED = Duration.ofHours(1);

    private final EcrApi ecr;
    private final TaggingApi tagging;
    private final RegistryView view;
    private final Clock clock;
    private volatile Instant taggingRefusedAt;
    private volatile boolean tagsKnownInBulk;

    Sweeper(EcrApi ecr, TaggingApi tagging, RegistryView view, Clock clock) {
        this.ecr = ecr;
        this.tagging = tagging;
        this.view = view;
        this.clock = clock;
    }

    /** Sweeps once; a failure is noted in the view and returned as false. */
    synchronized boolean sweep() {
        long mark = view.readMark();
        Instant startedAt = clock.instant();
        try {
            Map<String, Map<String, String>> tags = tagsInBulk();
            List<Repository> listing = all(ecr::describeRepositories);
            confirmTags(listing, tags, mark);
            view.swept(mark, startedAt, listing);
            return true;
        } catch (AwsException e) {
            LOG.atWarn()
                    .addKeyValue("failure", e.kind())
                    .addKeyValue("operation", e.failure().operation())
                    .log("ECR could not be listed: {}", e.failure().message());
            view.sweepFailed(e.failure());
            return false;
        }
    }

    /** Whether the last sweep brought the tags too; if not, deep reads have to. */
    boolean tagsKnownInBulk() {
        return tagsKnownInBulk;
    }

    /** Tags by ARN; empty where the tagging API is not to be had, which is no failure of the sweep. */
    private Map<String, Map<String, String>> tagsInBulk() {
        Instant now = clock.instant();
        if (taggingRefusedAt != null && now.isBefore(taggingRefusedAt.plus(REFUSAL_REMEMBERED))) {
            return Map.of();
        }
        try {
            Map<String, Map<String, String>> tags = new HashMap<>();
            all(tagging::getResources).forEach(tagged -> tags.put(tagged.repositoryArn(), tagged.tags()));
            taggingRefusedAt = null;
            return tags;
        } catch (AwsException e) {
            if (e.kind() != Kind.THROTTLED) {
                taggingRefusedAt = now;
                LOG.atInfo()
                        .addKeyValue("failure", e.kind())
                        .log("Tags cannot be read in bulk (tag:GetResources); reading them one repository at a time");
            }
            return Map.of();
        }
    }

    /**
     * The tagging API may lag behind ECR, so a difference is only a hint: the repository's own tags are read before
     * anyone acts on it. An API that knows none of our repositories is no source at all (some endpoints answer so).
     */
    private void confirmTags(List<Repository> listing, Map<String, Map<String, String>> tags, long mark) {
        tagsKnownInBulk = !tags.isEmpty();
        for (Repository repository : listing) {
            Map<String, String> inBulk = tags.get(repository.repositoryArn());
            String name = repository.repositoryName();
            if (inBulk == null || !view.tracked().containsKey(name)) {
                continue;
            }
            Reading<Map<String, String>> known = view.get(name).tags();
            if (known.isUnread()) {
                view.read(name, mark, seen -> seen.withRepository(Reading.found(repository))
                        .withTags(inBulk));
            } else if (!known.equals(Reading.found(inBulk))) {
                readTags(name, repository.repositoryArn());
            }
        }
    }

    private void readTags(String name, String arn) {
        long mark = view.readMark();
        try {
            Map<String, String> tags = ecr.listTagsForResource(arn);
            if (view.read(name, mark, seen -> seen.withTags(tags))) {
                view.tell(name);
            }
        } catch (AwsException e) {
            if (e.kind() == Kind.THROTTLED || e.kind() == Kind.TRANSIENT) {
                throw e;
            }
            LOG.atDebug().addKeyValue("repository", name).log("Tags could not be confirmed: {}", e.getMessage());
        }
    }

    private static <T> List<T> all(Function<String, Page<T>> pages) {
        List<T> items = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<T> page = pages.apply(next.orElse(null));
            items.addAll(page.items());
            next = Optional.ofNullable(page.nextToken());
        } while (next.isPresent());
        return items;
    }
}
