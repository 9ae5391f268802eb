package io.ecroperator.emulator.iam;

import io.ecroperator.emulator.iam.PolicyDocument.Decision;
import io.ecroperator.emulator.iam.Trust.Grant;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Whether a caller may have a session of a role, and which.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class Assumptions {
    private static final Duration USUAL = Duration.ofHours(1);

    private Assumptions() {}

    /** Refuses by AWS's rules, asking the caller's own policy by the function. */
    static void check(
            Caller caller,
            Optional<Role> wanted,
            Assumption assumption,
            BiFunction<Caller, Question, Decision> identityPolicy) {
        Question assume = question("sts:AssumeRole", caller, assumption);
        Role role = wanted.orElseThrow(() -> IamError.notAuthorized(caller, assume.action(), assume.resource()));
        require(caller, role, assume, identityPolicy);
        if (!assumption.tags().isEmpty()) {
            require(caller, role, question("sts:TagSession", caller, assumption), identityPolicy);
        }
    }

    /** The same account needs one of both policies if trust names the caller, another account needs both. */
    private static void require(
            Caller caller, Role role, Question question, BiFunction<Caller, Question, Decision> identityPolicy) {
        Decision own = identityPolicy.apply(caller, question);
        if (own == Decision.DENIED) {
            throw IamError.deniedExplicitly(caller, question.action(), question.resource());
        }
        Grant grant = role.trust().grant(caller, question);
        boolean named =
                grant == Grant.BY_NAME && caller.account().equals(role.arn().account());
        if (grant == Grant.NONE || !(named || own == Decision.ALLOWED)) {
            throw IamError.notAuthorized(caller, question.action(), question.resource());
        }
    }

    private static Question question(String action, Caller caller, Assumption assumption) {
        Map<String, List<String>> keys = new HashMap<>(Keys.of(caller));
        keys.put("sts:RoleSessionName", List.of(assumption.sessionName()));
        assumption.externalId().ifPresent(id -> keys.put("sts:ExternalId", List.of(id)));
        Keys.addRequestTags(keys, assumption.tags());
        if (!assumption.transitiveTagKeys().isEmpty()) {
            keys.put("sts:TransitiveTagKeys", List.copyOf(assumption.transitiveTagKeys()));
        }
        return new Question(action, assumption.roleArn(), keys);
    }

    /** {@return how long the session lasts; an IamError if that is longer than role or chain allow} */
    static Duration duration(Role role, Optional<Duration> wanted, boolean chained) {
        Duration duration = wanted.orElse(USUAL);
        if (chained && duration.compareTo(USUAL) > 0) {
            throw IamError.of(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }
        if (duration.compareTo(role.maxSession()) > 0) {
            throw IamError.of(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return duration;
    }

    /** {@return the tags of the session, those that the caller hands on among them} */
    static Map<String, String> tags(Caller caller, Assumption assumption) {
        Map<String, String> tags = new HashMap<>(assumption.tags());
        handedOn(caller).forEach(key -> {
            if (tags.put(key, caller.tags().get(key)) != null) {
                throw IamError.of(
                        "InvalidParameterValue",
                        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.");
            }
        });
        return tags;
    }

    static Set<String> transitiveTagKeys(Caller caller, Assumption assumption) {
        Set<String> keys = new HashSet<>(assumption.transitiveTagKeys());
        keys.addAll(handedOn(caller));
        return keys;
    }

    private static Set<String> handedOn(Caller caller) {
        return caller instanceof Caller.RoleSession session ? session.transitiveTagKeys() : Set.of();
    }
}
