package io.ecroperator.pullsecret;

import static io.ecroperator.pullsecret.PullSecrets.EU;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.pullsecret.PullSecretOutcome.Kept;
import io.ecroperator.pullsecret.PullSecretOutcome.Problem;
import io.ecroperator.pullsecret.PullSecretOutcome.Refused;
import io.ecroperator.pullsecret.PullSecretOutcome.Write;
import io.ecroperator.pullsecret.PullSecretPlan.TokenUse;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.FailureReport;
import io.ecroperator.status.Reason;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.TokenLife;
import io.ecroperator.token.TokenState;
import io.ecroperator.token.Tokens;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** EcrPullSecrets and ClusterEcrPullSecrets with the status that each outcome of a pass gives to a new one. */
public final class PullSecretStatusRecords {

    private final VirtualClock clock = new VirtualClock();
    private final TokenLife life =
            new TokenLife(clock.instant(), clock.instant().plus(Tokens.LIFE));
    private final PullSecretStatusFactory statuses = new PullSecretStatusFactory(new PullSecretPlanner("test"), clock);
    private final ClusterStatusFactory clusterStatuses = new ClusterStatusFactory(clock);
    private final List<HasMetadata> objects = new ArrayList<>();

    private PullSecretStatusRecords() {}

    /** The objects; their names say the outcome. */
    public static List<HasMetadata> all() {
        PullSecretStatusRecords records = new PullSecretStatusRecords();
        records.write();
        return records.objects;
    }

    private void write() {
        TokenUse fresh = new TokenUse(EU, life, false);
        TokenUse due = new TokenUse(EU, life, true);
        TokenUse missing = new TokenUse(EU, null, true);
        Kept valid = kept(fresh, Map.of());
        add("Valid", valid);
        add("Missing", kept(missing, Map.of()));
        Stream.of(Kind.DENIED, Kind.THROTTLED, Kind.TRANSIENT, Kind.CREDENTIALS).forEach(kind -> {
            add("Due:" + kind, kept(due, Map.of(EU, failing(kind))));
            add("Missing:" + kind, kept(missing, Map.of(EU, failing(kind))));
        });
        add("Refused", new Refused("no such host"));
        add("Foreign", blocked(fresh, Problem.foreign("Secret pull exists.")));
        add("NotWritten", blocked(fresh, Problem.waiting("The API server refused it.")));
        add("Contested", new Kept(valid.names(), valid.tokens(), Map.of(), List.of(), Optional.empty(), false, name()));
        add(
                "Unattached",
                new Kept(valid.names(), valid.tokens(), Map.of(), List.of(), name(), false, Optional.empty()));
        probe(valid, Reason.PULL_VERIFIED, ConditionStatus.TRUE);
        probe(valid, Reason.PULL_DENIED, ConditionStatus.FALSE);
        probe(valid, Reason.PROBE_REPOSITORY_NOT_FOUND, ConditionStatus.FALSE);
        probe(valid, Reason.PULL_NOT_VERIFIED, ConditionStatus.UNKNOWN);
        registry(Reason.REGISTRY_NOT_FOUND);
        registry(Reason.NOT_PERMITTED);
    }

    private void probe(Kept valid, Reason reason, ConditionStatus status) {
        add("Probe:" + reason.label(), valid, new PullProof.Answered(status, reason, "It is so. " + reason.remedy()));
    }

    /** An entry whose EcrRegistry is refused, with a last token and without. */
    private void registry(Reason reason) {
        TokenKey key = TokenKey.ofMissingRegistry("prod");
        FailureReport report = new FailureReport(reason, "It is so. " + reason.remedy(), Optional.empty(), false);
        Map<TokenKey, TokenState> states = Map.of(key, TokenState.refused(report));
        add("Registry:Due:" + reason.label(), kept(new TokenUse(key, life, true), states));
        add("Registry:Missing:" + reason.label(), kept(new TokenUse(key, null, true), states));
    }

    private void add(String name, PullSecretOutcome outcome) {
        add(name, outcome, new PullProof.NotAsked());
    }

    private void add(String name, PullSecretOutcome outcome, PullProof proof) {
        EcrPullSecret one = new EcrPullSecret();
        one.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("team")
                .withGeneration(2L)
                .build());
        one.setStatus(statuses.status(2L, null, outcome, proof));
        objects.add(one);
        ClusterEcrPullSecret many = new ClusterEcrPullSecret();
        many.setMetadata(
                new ObjectMetaBuilder().withName(name).withGeneration(2L).build());
        many.setStatus(clusterStatuses.status(
                many,
                new TreeMap<>(Map.of("team", statuses.status(2L, null, outcome, new PullProof.NotAsked()))),
                proof));
        objects.add(many);
    }

    private static Optional<String> name() {
        return Optional.of("pull");
    }

    private static Kept kept(TokenUse use, Map<TokenKey, TokenState> states) {
        return new Kept(List.of("pull"), List.of(use), states, List.of(), Optional.empty(), false, Optional.empty());
    }

    private static Kept blocked(TokenUse use, Problem problem) {
        Write failed = Write.failed(new PullSecretChange.DeleteSecret(null), problem);
        return new Kept(List.of(), List.of(use), Map.of(), List.of(failed), Optional.empty(), false, Optional.empty());
    }

    private static TokenState failing(Kind kind) {
        return new TokenState(
                Optional.empty(),
                false,
                false,
                Optional.of(new AwsFailure(kind, "GetAuthorizationToken", kind.name(), "not now", null)));
    }
}
