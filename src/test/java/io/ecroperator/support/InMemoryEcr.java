package io.ecroperator.support;

import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.ImageApi;
import io.ecroperator.aws.ImageCount;
import io.ecroperator.aws.LifecyclePolicyApi;
import io.ecroperator.aws.LifecyclePolicyText;
import io.ecroperator.aws.LifecyclePreview;
import io.ecroperator.aws.NewRepository;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.RepositoryApi;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.RepositoryPolicyApi;
import io.ecroperator.aws.ResourceTagApi;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.TaggingApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A registry behind the operator's own interfaces, for tests that need no wire: it keeps what it is told, writes down
 * every call and fails as asked. Not for what only AWS can know: it validates nothing.
 */
public final class InMemoryEcr
        implements RepositoryApi, ResourceTagApi, RepositoryPolicyApi, LifecyclePolicyApi, ImageApi, TaggingApi {

    /** Where it is. */
    public static final String REGION = "eu-central-1";

    /** Whose it is. */
    public static final String ACCOUNT = "111122223333";

    /** What is left of an ARN before the repository's name. */
    public static final String ARN = "arn:aws:ecr:" + REGION + ":" + ACCOUNT + ":repository/";

    /** How a call fails. */
    public record Fault(Kind kind, boolean carriedOut) {

        /** A call that is not carried out. */
        public static Fault of(Kind kind) {
            return new Fault(kind, false);
        }

        /** A call that is carried out, and whose answer does not arrive. */
        public static Fault lostAnswer() {
            return new Fault(Kind.TRANSIENT, true);
        }
    }

    /** One call; {@code about} is the repository's name, or the page. */
    public record Call(String operation, String about) {
        /** Whether it changes something. */
        public boolean writes() {
            return !operation.startsWith("Describe")
                    && !operation.startsWith("Get")
                    && !operation.startsWith("List")
                    && !operation.startsWith("Count");
        }
    }

    /** All that is in a repository; replaced as a whole. */
    public record Held(
            Repository repository,
            Map<String, String> tags,
            Optional<String> repositoryPolicy,
            Optional<String> lifecyclePolicy,
            int images) {
        /** Copies the tags. */
        public Held {
            tags = Map.copyOf(tags);
        }

        /** The same with other tags. */
        public Held withTags(Map<String, String> changed) {
            return new Held(repository, changed, repositoryPolicy, lifecyclePolicy, images);
        }

        /** The same with another description. */
        public Held withRepository(Repository changed) {
            return new Held(changed, tags, repositoryPolicy, lifecyclePolicy, images);
        }

        /** The same with another repository policy. */
        public Held withRepositoryPolicy(Optional<String> changed) {
            return new Held(repository, tags, changed, lifecyclePolicy, images);
        }

        /** The same with another lifecycle policy. */
        public Held withLifecyclePolicy(Optional<String> changed) {
            return new Held(repository, tags, repositoryPolicy, changed, images);
        }

        /** The same with so many images. */
        public Held withImages(int changed) {
            return new Held(repository, tags, repositoryPolicy, lifecyclePolicy, changed);
        }
    }

    private final Clock clock;
    private final TreeMap<String, Held> held = new TreeMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private Function<Call, Optional<Fault>> faults = call -> Optional.empty();
    private Function<String, Map<String, String>> tagsInBulk =
            name -> held.get(name).tags();
    private volatile Consumer<Call> onTheWay = call -> {};
    private int pageSize = 1_000;
    private long born;

    /** An empty registry; the clock dates its repositories. */
    public InMemoryEcr(Clock clock) {
        this.clock = clock;
    }

    /** Itself behind each door. */
    public RepositoryDoors doors() {
        return new RepositoryDoors(this, this, this, this, this);
    }

    /** Decides from now on which calls fail. */
    public synchronized void fail(Function<Call, Optional<Fault>> decision) {
        faults = decision;
    }

    /** What decides at present which calls fail. */
    public synchronized Function<Call, Optional<Fault>> faults() {
        return faults;
    }

    /** Has every call of an operation fail from now on, and no other. */
    public void fail(String operation, Fault fault) {
        fail(call -> call.operation().equals(operation) ? Optional.of(fault) : Optional.empty());
    }

    /** Lets every call succeed again. */
    public void recover() {
        fail(call -> Optional.empty());
    }

    /** What happens while a call is on its way, and again while its answer is; others go on meanwhile. */
    public void onTheWay(Consumer<Call> happening) {
        onTheWay = happening;
    }

    /** What the tagging API says of a repository; {@code null} leaves it out. */
    public synchronized void tagsInBulk(Function<String, Map<String, String>> answer) {
        tagsInBulk = answer;
    }

    /** So many items make a page. */
    public synchronized void pageSize(int size) {
        pageSize = size;
    }

    /** The calls since the last time that this was asked. */
    public synchronized List<Call> drainCalls() {
        List<Call> drained = List.copyOf(calls);
        calls.clear();
        return drained;
    }

    /** The operations since the last time that calls were asked for. */
    public List<String> drainOperations() {
        return drainCalls().stream().map(Call::operation).toList();
    }

    /** What is in a repository, past any fault. */
    public synchronized Optional<Held> held(String name) {
        return Optional.ofNullable(held.get(name));
    }

    /** Puts a bare repository there as somebody else would. */
    public synchronized void put(String name, Map<String, String> tags) {
        store(new NewRepository(name, tags, null, null, null));
    }

    /** Changes a repository as somebody else would; does nothing if there is none. */
    public synchronized void change(String name, Function<Held, Held> change) {
        held.computeIfPresent(name, (key, before) -> change.apply(before));
    }

    /** Removes a repository as somebody else would. */
    public synchronized void remove(String name) {
        held.remove(name);
    }

    @Override
    public Repository createRepository(NewRepository repository) {
        return call("CreateRepository", repository.repositoryName(), () -> {
            if (held.containsKey(repository.repositoryName())) {
                throw failure("CreateRepository", Kind.ALREADY_EXISTS);
            }
            return store(repository);
        });
    }

    @Override
    public Optional<Repository> describeRepository(String name) {
        return call("DescribeRepository", name, () -> held(name).map(Held::repository));
    }

    @Override
    public List<Repository> describeNamedRepositories(List<String> names) {
        return call("DescribeNamedRepositories", String.join(",", names), () -> names.stream()
                .map(name -> existing("DescribeNamedRepositories", name).repository())
                .toList());
    }

    @Override
    public Page<Repository> describeRepositories(String nextToken) {
        return call(
                "DescribeRepositories",
                String.valueOf(nextToken),
                () -> page(held.values().stream().map(Held::repository).toList(), nextToken));
    }

    @Override
    public Page<TaggedRepository> getResources(String nextToken) {
        return call("GetResources", String.valueOf(nextToken), () -> {
            List<TaggedRepository> tagged = new ArrayList<>();
            for (String name : held.keySet()) {
                Optional.ofNullable(tagsInBulk.apply(name))
                        .ifPresent(tags -> tagged.add(new TaggedRepository(ARN + name, tags)));
            }
            return page(tagged, nextToken);
        });
    }

    @Override
    public void deleteRepository(String name, boolean force) {
        call(force ? "DeleteRepository force" : "DeleteRepository", name, () -> {
            if (existing("DeleteRepository", name).images() > 0 && !force) {
                throw failure("DeleteRepository", Kind.NOT_EMPTY);
            }
            return held.remove(name);
        });
    }

    @Override
    public void putImageTagMutability(String name, TagMutability mutability) {
        write(
                "PutImageTagMutability",
                name,
                before -> before.withRepository(before.repository().withTagMutability(mutability)));
    }

    @Override
    public void putImageScanningConfiguration(String name, boolean scanOnPush) {
        write(
                "PutImageScanningConfiguration",
                name,
                before -> before.withRepository(before.repository().withScanOnPush(scanOnPush)));
    }

    @Override
    public Map<String, String> listTagsForResource(String arn) {
        return call("ListTagsForResource", name(arn), () -> existing("ListTagsForResource", name(arn))
                .tags());
    }

    @Override
    public void tagResource(String arn, Map<String, String> tags) {
        write("TagResource", name(arn), before -> {
            Map<String, String> after = new TreeMap<>(before.tags());
            after.putAll(tags);
            return before.withTags(after);
        });
    }

    @Override
    public void untagResource(String arn, Set<String> tagKeys) {
        write("UntagResource", name(arn), before -> {
            Map<String, String> after = new TreeMap<>(before.tags());
            after.keySet().removeAll(tagKeys);
            return before.withTags(after);
        });
    }

    @Override
    public Optional<String> getRepositoryPolicy(String name) {
        return call("GetRepositoryPolicy", name, () -> existing("GetRepositoryPolicy", name)
                .repositoryPolicy());
    }

    @Override
    public void setRepositoryPolicy(String name, String policyText, boolean force) {
        write("SetRepositoryPolicy", name, before -> before.withRepositoryPolicy(Optional.of(policyText)));
    }

    @Override
    public void deleteRepositoryPolicy(String name) {
        write("DeleteRepositoryPolicy", name, before -> before.withRepositoryPolicy(Optional.empty()));
    }

    @Override
    public Optional<LifecyclePolicyText> getLifecyclePolicy(String name) {
        return call("GetLifecyclePolicy", name, () -> existing("GetLifecyclePolicy", name)
                .lifecyclePolicy()
                .map(text -> new LifecyclePolicyText(text, null)));
    }

    @Override
    public void putLifecyclePolicy(String name, String text) {
        write("PutLifecyclePolicy", name, before -> before.withLifecyclePolicy(Optional.of(text)));
    }

    @Override
    public void startLifecyclePolicyPreview(String name, String text) {
        throw new UnsupportedOperationException("no images, no preview");
    }

    @Override
    public LifecyclePreview getLifecyclePolicyPreview(String name) {
        throw new UnsupportedOperationException("no images, no preview");
    }

    @Override
    public void deleteLifecyclePolicy(String name) {
        write("DeleteLifecyclePolicy", name, before -> before.withLifecyclePolicy(Optional.empty()));
    }

    @Override
    public ImageCount countImages(String name, int limit) {
        return call("CountImages", name, () -> {
            int images = existing("CountImages", name).images();
            return new ImageCount(Math.min(images, limit), images > limit);
        });
    }

    private void write(String operation, String name, Function<Held, Held> change) {
        call(operation, name, () -> held.put(name, change.apply(existing(operation, name))));
    }

    private <T> T call(String operation, String about, Supplier<T> body) {
        Call call = new Call(operation, about);
        onTheWay.accept(call);
        try {
            return served(call, body);
        } finally {
            onTheWay.accept(call);
        }
    }

    private synchronized <T> T served(Call call, Supplier<T> body) {
        calls.add(call);
        Optional<Fault> fault = faults.apply(call);
        if (fault.filter(each -> !each.carriedOut()).isPresent()) {
            throw failure(call.operation(), fault.get().kind());
        }
        T answer = body.get();
        if (fault.isPresent()) {
            throw failure(call.operation(), fault.get().kind());
        }
        return answer;
    }

    private Repository store(NewRepository asked) {
        born = born + 1;
        Instant createdAt = clock.instant().plusMillis(born); // two lives never share it
        Repository repository = new Repository(
                asked.repositoryName(),
                ARN + asked.repositoryName(),
                "111122223333",
                "111122223333.dkr.ecr.eu-central-1.amazonaws.com/" + asked.repositoryName(),
                createdAt,
                Optional.ofNullable(asked.tagMutability()).orElse(TagMutability.of("MUTABLE")),
                Boolean.TRUE.equals(asked.scanOnPush()),
                Optional.ofNullable(asked.encryption()).orElse(new Encryption("AES256", null)));
        held.put(asked.repositoryName(), new Held(repository, asked.tags(), Optional.empty(), Optional.empty(), 0));
        return repository;
    }

    private Held existing(String operation, String name) {
        return held(name).orElseThrow(() -> failure(operation, Kind.NOT_FOUND));
    }

    private <T> Page<T> page(List<T> all, String token) {
        int from = token == null ? 0 : Integer.parseInt(token);
        int to = Math.min(all.size(), from + pageSize);
        return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }

    private static String name(String arn) {
        return arn.substring(ARN.length());
    }

    private static AwsException failure(String operation, Kind kind) {
        return new AwsException(new AwsFailure(kind, operation, kind.name(), "the test says so", "request-1"), null);
    }
}
