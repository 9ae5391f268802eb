package io.ecroperator.apiserver;

import static java.net.HttpURLConnection.HTTP_BAD_REQUEST;
import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_ENTITY_TOO_LARGE;
import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_INTERNAL_ERROR;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;

import io.ecroperator.status.FailureReport.Backoff;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Why the API server did not take a write. Only the code, names and paths of fields are taken from its answer: its sentence
 * may quote what was sent, and that may be a token.
 *
 * @param detail names what the kind is about: the verb and the resource, the quota with its numbers, the webhook, the
 *     fields; empty if the answer does not say
 * @param retry when to try again; never given up, since what helps happens out of sight
 */
public record WriteRefusal(Kind kind, String detail, Backoff retry) {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIELDS = 5;
    private static final int MAX_DETAIL = 300;

    /** Sentences of k8s.io/apiserver: authorization, resource quota, admission webhooks and policies. */
    private static final Pattern RIGHT = Pattern.compile("cannot ([a-z]+) resource \"([a-z0-9./-]+)\"");

    private static final Pattern QUOTA = Pattern.compile(
            "(?:exceeded|failed|status unknown for) quota: ([a-z0-9.-]+)(?:, requested: [^,]*, used: ([^ ]{1,100}), limited: ([^ ]{1,100}))?");
    private static final Pattern WEBHOOK = Pattern.compile("admission webhook \"([a-z0-9.-]+)\" denied");
    private static final Pattern ADMISSION_POLICY = Pattern.compile("ValidatingAdmissionPolicy '([a-z0-9.-]+)'");
    private static final Pattern FAILED_WEBHOOK = Pattern.compile("failed calling webhook \"([a-z0-9.-]+)\"");

    /** What kind of refusal it is. */
    public enum Kind {
        /** The operator has no right to it. */
        FORBIDDEN(5, 300),
        /** A ResourceQuota of the namespace is used up, or has no limit for it. */
        QUOTA_EXCEEDED(15, 300),
        /** The namespace is being deleted, or gone: nothing new can be written there. */
        NAMESPACE_TERMINATING(30, 600),
        /** A webhook, a policy or a plugin of admission denies it. */
        ADMISSION_DENIED(15, 300),
        /** A webhook that has to be asked does not answer. */
        ADMISSION_UNAVAILABLE(5, 120),
        /** The object that is there does not take changes. */
        IMMUTABLE(15, 300),
        /** The API server does not take the object as it is. */
        INVALID(15, 300),
        /** Another writer was faster, or the object is gone. */
        CONFLICT(1, 60),
        /** The API server met an error over this object. */
        INTERNAL_ERROR(5, 120),
        /** The API server asks to slow down. */
        THROTTLED(2, 60),
        /** The API server is away, or does not accept the operator's credentials. */
        UNAVAILABLE(1, 60);

        private final long first;
        private final long longest;

        /** Both in seconds. */
        Kind(long first, long longest) {
            this.first = first;
            this.longest = longest;
        }

        private Backoff retry() {
            return new Backoff(Duration.ofSeconds(first), Duration.ofSeconds(longest));
        }
    }

    /** What the exception of a write means. */
    public static WriteRefusal of(KubernetesClientException thrown) {
        Optional<Status> status = Optional.ofNullable(thrown.getStatus());
        String said = status.map(Status::getMessage).orElse("");
        List<StatusCause> causes =
                status.map(Status::getDetails).map(StatusDetails::getCauses).orElse(List.of());
        return ofAdmission(said).orElseGet(() -> switch (thrown.getCode()) {
            case HTTP_FORBIDDEN -> forbidden(said, causes);
            case HTTP_NOT_FOUND -> notFound(status.map(Status::getDetails));
            case HTTP_CONFLICT -> of(Kind.CONFLICT, "");
            case HTTP_UNAUTHORIZED -> of(Kind.UNAVAILABLE, "it does not accept the operator's credentials");
            case HTTP_ENTITY_TOO_LARGE -> of(Kind.INVALID, "it is too large");
            case TOO_MANY_REQUESTS -> throttled(status.map(Status::getDetails));
            case HTTP_INTERNAL_ERROR -> of(Kind.INTERNAL_ERROR, "");
            default ->
                thrown.getCode() >= HTTP_BAD_REQUEST && thrown.getCode() < HTTP_INTERNAL_ERROR
                        ? invalid(causes)
                        : of(Kind.UNAVAILABLE, "");
        });
    }

    /** Whether it says nothing about the object: the API server is busy or away. */
    public boolean trouble() {
        return kind == Kind.THROTTLED || kind == Kind.UNAVAILABLE;
    }

    /** Whether somebody else was faster, so that another look comes first. */
    public boolean overtaken() {
        return kind == Kind.CONFLICT;
    }

    /**
     * What happened and what to do.
     *
     * @param object what was not written, such as {@code Secret pull}
     * @param rights the directory of the manifests that give the rights to it
     */
    public String message(String object, String rights) {
        return object + " was not written: " + why(rights);
    }

    /** The reason and the remedy, in sentences that follow a colon. */
    public String why(String rights) {
        String named = detail.isEmpty() ? "" : " (" + detail + ")";
        return switch (kind) {
            case FORBIDDEN -> "the operator has no right to it" + named + ". Grant the rights of " + rights + ".";
            case QUOTA_EXCEEDED ->
                "a ResourceQuota of the namespace does not allow it" + named
                        + ". Raise it, or delete what is not needed.";
            case NAMESPACE_TERMINATING ->
                "the namespace is being deleted. Nothing to do; if it stays, see what holds it with kubectl get namespace"
                        + " -o yaml.";
            case ADMISSION_DENIED ->
                "admission denies it" + named + ". Change that rule, or exempt what is labelled by the operator.";
            case ADMISSION_UNAVAILABLE ->
                "an admission webhook does not answer" + named + ". Get it running again; the operator retries.";
            case IMMUTABLE ->
                "it is there and immutable" + named + ". Delete it to have it written anew, or choose another name.";
            case INVALID -> "the API server finds it invalid" + named + ". Correct what is named.";
            case CONFLICT -> "another writer was faster; the operator tries again.";
            case INTERNAL_ERROR ->
                "the API server failed on it with an internal error; the operator tries again. See the API server's log.";
            case THROTTLED -> "the API server asks to slow down; the operator tries again.";
            case UNAVAILABLE -> "the API server cannot be reached" + named + "; the operator tries again.";
        };
    }

    private static WriteRefusal of(Kind kind, String detail) {
        return new WriteRefusal(kind, detail.substring(0, Math.min(detail.length(), MAX_DETAIL)), kind.retry());
    }

    /** Webhooks and policies choose their own code. */
    private static Optional<WriteRefusal> ofAdmission(String said) {
        return find(WEBHOOK, said)
                .map(webhook -> of(Kind.ADMISSION_DENIED, "webhook " + webhook.group(1)))
                .or(() -> find(ADMISSION_POLICY, said)
                        .map(policy -> of(Kind.ADMISSION_DENIED, "ValidatingAdmissionPolicy " + policy.group(1))))
                .or(() -> find(FAILED_WEBHOOK, said).map(webhook -> of(Kind.ADMISSION_UNAVAILABLE, webhook.group(1))));
    }

    private static WriteRefusal forbidden(String said, List<StatusCause> causes) {
        if (causes.stream().anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()))) {
            return of(Kind.NAMESPACE_TERMINATING, "");
        }
        return find(QUOTA, said)
                .map(quota -> of(
                        Kind.QUOTA_EXCEEDED,
                        quota.group(1)
                                + (quota.group(2) == null
                                        ? ""
                                        : ", used " + quota.group(2) + ", limited to " + quota.group(3))))
                .or(() -> find(RIGHT, said).map(right -> of(Kind.FORBIDDEN, right.group(1) + " " + right.group(2))))
                .orElseGet(() -> said.contains(" is forbidden: ") // by a plugin of admission, all of which speak so
                        ? of(Kind.ADMISSION_DENIED, "")
                        : of(Kind.FORBIDDEN, ""));
    }

    /** The object, or the namespace that it is in. */
    private static WriteRefusal notFound(Optional<StatusDetails> details) {
        return details.filter(found -> "namespaces".equals(found.getKind())).isPresent()
                ? of(Kind.NAMESPACE_TERMINATING, "")
                : of(Kind.CONFLICT, "");
    }

    private static WriteRefusal throttled(Optional<StatusDetails> details) {
        Duration least = details.map(StatusDetails::getRetryAfterSeconds)
                .map(Duration::ofSeconds)
                .filter(asked -> asked.compareTo(Kind.THROTTLED.retry().first()) > 0)
                .orElse(Kind.THROTTLED.retry().first());
        Duration longest = Kind.THROTTLED.retry().longest();
        return new WriteRefusal(
                Kind.THROTTLED, "", new Backoff(least.compareTo(longest) > 0 ? longest : least, longest));
    }

    private static WriteRefusal invalid(List<StatusCause> causes) {
        String fields = causes.stream()
                .map(StatusCause::getField)
                .filter(field -> field != null && !field.isBlank())
                .distinct()
                .limit(FIELDS)
                .collect(Collectors.joining(", "));
        boolean immutable = causes.stream()
                .map(StatusCause::getMessage)
                .anyMatch(message -> message != null && message.contains("immutable"));
        return of(immutable ? Kind.IMMUTABLE : Kind.INVALID, fields);
    }

    private static Optional<Matcher> find(Pattern pattern, String text) {
        return Optional.of(pattern.matcher(text)).filter(Matcher::find);
    }
}
