package io.ecroperator.cli.plan;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.cli.aws.CommandAws;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.manifest.Manifests;
import io.ecroperator.cli.plan.ObjectsBeside.Beside;
import io.ecroperator.cli.progress.Progress;
import io.ecroperator.cli.schema.FieldError;
import io.ecroperator.cli.schema.JsonValues;
import io.ecroperator.cli.validate.Schemas;
import io.ecroperator.composition.Planners;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.planning.Finding;
import io.ecroperator.planning.Forecast;
import io.ecroperator.planning.Forecasts;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Asks the kinds about all objects, several at a time; the pace is that of AWS. */
final class PlanRun {

    private static final int AT_A_TIME = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An object and the kind that knows what would be done for it. */
    private record Question<R extends HasMetadata>(
            Optional<Manifest> manifest, Origin origin, Forecasts<R> kind, R object) {

        static <R extends HasMetadata> Question<R> of(
                Optional<Manifest> manifest, Origin origin, Forecasts<R> kind, HasMetadata object) {
            return new Question<>(manifest, origin, kind, kind.type().cast(object));
        }

        Optional<Forecast> ask() {
            return kind.of(object);
        }

        PlannedObject answered(Forecast answer) {
            Forecast forecast = Remedies.in(answer);
            return new PlannedObject(
                    manifest,
                    object,
                    origin,
                    origin == Origin.FILES && object.isMarkedForDeletion()
                            ? forecast.with(goesFirst(object))
                            : forecast,
                    List.of());
        }
    }

    private final CommandAws aws;
    private final OperatorOptions operator;
    private final Cluster cluster;
    private final Progress progress;
    private final Schemas schemas = new Schemas();
    private final int previews;

    /**
     * Asks nothing yet.
     *
     * @param clusterUid the UID of the cluster, if one was asked
     * @param previews of how many repositories at most ECR is asked what would expire
     */
    PlanRun(CommandAws aws, OperatorOptions operator, Optional<String> clusterUid, int previews, Progress progress) {
        this.progress = progress;
        this.previews = previews;
        this.aws = aws;
        this.operator = operator;
        this.cluster = operator.cluster(clusterUid);
    }

    /** Makes no write; throws {@link io.ecroperator.cli.outcome.CommandException} without credentials or a region. */
    PlanResult plan(AppliedObjects applied, Manifests manifests) {
        RegistryId own = aws.registry(); // what is wrong with the credentials is said once
        try (Planners planners = new Planners(
                new MeantDoors(aws, operator.ignoresRegistryCredentials()),
                aws.spec().withAccountId(own.accountId()).withRegion(own.region()),
                cluster,
                operator.powers(),
                applied.planned())) {
            List<PlannedObject> unasked = new ArrayList<>();
            List<Question<?>> questions = new ArrayList<>();
            applied.ofManifests().forEach((manifest, object) -> {
                Optional<Finding> refusal = refusal(applied, manifest, object);
                if (refusal.isPresent()) {
                    unasked.add(told(Optional.of(manifest), object, Origin.FILES, refusal.get()));
                } else {
                    questions.addAll(questions(planners, Optional.of(manifest), Origin.FILES, object));
                }
            });
            int ofFiles = unasked.size() + questions.size();
            for (Beside beside : ObjectsBeside.of(applied)) {
                List<Question<?>> about = questions(planners, Optional.empty(), beside.origin(), beside.object());
                if (about.isEmpty() || isGoneAtOnce(beside)) {
                    unasked.add(
                            told(Optional.empty(), beside.object(), beside.origin(), nothingInAws(about.isEmpty())));
                } else {
                    questions.addAll(about);
                }
            }
            List<PlannedObject> answers = new ExpiryPreviews(previews).in(answers(questions));
            return new PlanResult(
                    cluster.name(),
                    applied.isLive(),
                    applied.prunes() ? OptionalInt.of(applied.pruned().size()) : OptionalInt.empty(),
                    inOrder(applied, Stream.concat(answers.stream(), unasked.stream())),
                    manifests.ours().size() - ofFiles,
                    manifests.others(),
                    aws.calls());
        }
    }

    private static PlannedObject told(Optional<Manifest> manifest, HasMetadata object, Origin origin, Finding finding) {
        return new PlannedObject(manifest, object, origin, Forecast.nothing("", finding), List.of());
    }

    private static boolean isGoneAtOnce(Beside beside) {
        return beside.origin() == Origin.PRUNED && !beside.object().isMarkedForDeletion();
    }

    private static Finding nothingInAws(boolean ofThisKind) {
        return Finding.note(
                Reason.RETAINED,
                ofThisKind
                        ? "The deletion of an object of this kind does nothing in AWS."
                        : "It has no finalizer, so it goes at once, and nothing is done in AWS.");
    }

    /** An edit of an object that is being deleted does not keep it: what was planned for it would come to nothing. */
    private static Finding goesFirst(HasMetadata object) {
        return Finding.refused(
                Reason.DETACHING,
                "The object is being deleted, since " + object.getMetadata().getDeletionTimestamp()
                        + ", which no edit takes back: this is what its deletion does, with the manifest applied. What the"
                        + " manifest asks for is not carried out. Apply it again once the object is gone.");
    }

    /** As in the files; what is in the cluster alone comes last, and last of it what would be pruned. */
    private static List<PlannedObject> inOrder(AppliedObjects applied, Stream<PlannedObject> planned) {
        IdentityHashMap<Manifest, Integer> places = new IdentityHashMap<>();
        applied.ofManifests().keySet().forEach(manifest -> places.put(manifest, places.size()));
        return planned.sorted(Comparator.comparing(PlannedObject::origin)
                        .thenComparing(each -> each.manifest().map(places::get).orElse(0)))
                .toList();
    }

    /** One, or none for a kind that writes nothing to AWS. */
    private static List<Question<?>> questions(
            Planners planners, Optional<Manifest> manifest, Origin origin, HasMetadata object) {
        List<Question<?>> questions = new ArrayList<>();
        planners.kinds().stream()
                .filter(kind -> kind.type().isInstance(object))
                .forEach(kind -> questions.add(Question.of(manifest, origin, kind, object)));
        return questions;
    }

    /** An object, or an edit of it, that the API server does not take is nobody's to plan. */
    private Optional<Finding> refusal(AppliedObjects applied, Manifest manifest, HasMetadata object) {
        if (!manifest.isOurs()) {
            return Optional.empty();
        }
        Optional<HasMetadata> before = applied.before(manifest);
        List<FieldError> errors = schemas.judge(manifest.apiVersion(), manifest.kind())
                .errors(
                        JsonValues.object(manifest.tree()),
                        before.map(JSON::<ObjectNode>valueToTree).map(JsonValues::object));
        Optional<String> why = errors.isEmpty()
                ? applied.namespaceRefusal(object, before.isEmpty())
                : Optional.of(errors.stream().map(FieldError::inWords).collect(joining("; ")));
        return why.map(words -> Finding.refused(Reason.INVALID_SPEC, "The API server would refuse it: " + words));
    }

    private List<PlannedObject> answers(List<Question<?>> questions) {
        List<Callable<Optional<Forecast>>> asked = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        questions.forEach(question -> asked.add(() -> {
            Optional<Forecast> answer = question.ask();
            synchronized (done) { // so that the last one is told last
                progress.of("objects", done.incrementAndGet(), questions.size());
            }
            return answer;
        }));
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<Future<Optional<Forecast>>> first = threads.invokeAll(asked);
            List<PlannedObject> answers = new ArrayList<>();
            for (int at = 0; at < questions.size(); at++) {
                Question<?> question = questions.get(at);
                Forecast forecast = first.get(at)
                        .get()
                        .or(question::ask) // another thread was listing its registry, and has done so by now
                        .orElseThrow(() -> new IllegalStateException(
                                "no answer for " + question.object().getMetadata()));
                answers.add(question.answered(forecast));
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
