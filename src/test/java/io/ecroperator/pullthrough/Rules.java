package io.ecroperator.pullthrough;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleStatus;
import io.ecroperator.aws.NewPullThroughCacheRule;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.RegistryDoors;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Applied;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Observed;
import io.ecroperator.managed.Plan;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.managed.recorded.Recorded;
import io.ecroperator.managed.recorded.RecordedWorld;
import io.ecroperator.managed.recorded.RecordedWorld.Subject;
import io.ecroperator.managed.recorded.Sighting;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A rule, what a spec wants of it, and what is recorded of it, for tables. */
final class Rules {

    static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");
    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-central-1";
    static final String SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/hub-";

    static final Recorded NOTHING = new Recorded(Optional.empty(), Optional.empty(), Optional.empty());
    static final Recorded OWNED = new Recorded(
            Optional.of(CREATED.toString()), Optional.of(new RegistryId(ACCOUNT, REGION)), Optional.empty());

    private Rules() {}

    static EcrPullThroughCacheRule object(String name, String spec) {
        return Serialization.unmarshal(
                "metadata: {name: " + name + ", namespace: team, uid: u-1, generation: 2}\nspec: " + spec,
                EcrPullThroughCacheRule.class);
    }

    static DesiredRule desired(String spec) {
        if (RuleResolver.resolve(object("hub", spec)) instanceof Resolved<DesiredRule> resolved) {
            return resolved.desired();
        }
        throw new IllegalArgumentException(spec);
    }

    /** From Docker Hub, with a login. */
    static PullThroughCacheRule rule() {
        return new PullThroughCacheRule(
                ACCOUNT,
                "hub",
                "registry-1.docker.io",
                Optional.of("docker-hub"),
                Optional.of("ROOT"),
                Optional.of(SECRET + "AAAAAA"),
                Optional.empty(),
                CREATED,
                Optional.empty());
    }

    static ObservedRule seen(Reading<PullThroughCacheRule> rule) {
        return ObservedRule.of(new Sighting<>(rule, Optional.of(new RegistryId(ACCOUNT, REGION)), Optional.empty()));
    }

    /** An empty registry and an object. */
    static RecordedWorld<EcrPullThroughCacheRule, EcrPullThroughCacheRuleStatus, PullThroughCacheRule> world(
            EcrPullThroughCacheRule object) {
        return new RecordedWorld<>(
                new Subject<>(
                        EcrPullThroughCacheRuleKind::new,
                        EcrConnection::cacheRuleListing,
                        (ecr, doors) -> new RegistryDoors(
                                new InMemoryRules(ecr),
                                doors.templates(),
                                doors.settings(),
                                doors.backfills(),
                                doors.publicRepositories())),
                object);
    }

    /** A creation of {@code hub} from an upstream without a login. */
    static NewPullThroughCacheRule asked(String upstream) {
        return new NewPullThroughCacheRule(
                "hub", upstream, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How a pass ends that makes these changes. */
    static Observed<DesiredRule, ObservedRule, RuleChange> observed(
            DesiredRule desired, Seen<ObservedRule> seen, Plan<RuleChange> plan) {
        return new Observed<>(
                new Resolved<>(desired), seen, plan, List.of(), new Applied<>(plan.permitted(), List.of()), false);
    }

    static Seen<ObservedRule> known(ObservedRule seen) {
        return Seen.of(seen, Look.KNOWN);
    }
}
