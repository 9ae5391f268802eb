package io.ecroperator.sharedpolicy;

import static io.ecroperator.attachment.PolicyObjects.KEEP_10;
import static io.ecroperator.attachment.PolicyObjects.KEEP_20;
import static io.ecroperator.attachment.PolicyObjects.PULL;
import static io.ecroperator.attachment.PolicyObjects.PUSH;
import static io.ecroperator.attachment.PolicyObjects.policy;
import static io.ecroperator.attachment.PolicyObjects.repository;
import static io.ecroperator.attachment.PolicyObjects.repositoryPolicy;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicySpec;
import io.ecroperator.api.v1alpha1.SharedPolicyStatus;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.attachment.PolicyObjects;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.status.FailureReport;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.undeclared.UndeclaredDecision;
import io.ecroperator.undeclared.UndeclaredReach;
import io.ecroperator.undeclared.UndeclaredTally;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Shared policies with the status that each way in which a pass can end gives to a new one. */
public final class SharedPolicyStatusRecords {

    private static final String SELECTS_ALL = ", repositorySelector: {}";
    private static final String HAS_PATTERNS = ", repositoryNamePatterns: ['cache/*']";

    private static final String NEEDS_ALL_TAGS =
            "rules: [{rulePriority: 1, selection: {tagStatus: tagged, tagPrefixList: [dev, prod], countType:"
                    + " imageCountMoreThan, countNumber: 10}, action: {type: expire}}]";

    private SharedPolicyStatusRecords() {}

    /** The objects; their names say how the pass ended. */
    public static List<HasMetadata> all() {
        return Stream.concat(lifecyclePolicies(), repositoryPolicies()).toList();
    }

    private static Stream<HasMetadata> lifecyclePolicies() {
        List<EcrRepository> one = List.of(repository("api", "", "", ""));
        EcrLifecyclePolicy rival = policy("rival", KEEP_20 + SELECTS_ALL);
        return Stream.of(
                after("InSync", policy("in-sync", KEEP_10), List.of(), UndeclaredReach.NONE),
                after("Warned", policy("warned", NEEDS_ALL_TAGS), List.of(), UndeclaredReach.NONE),
                after("Attaching", policy("attaching", KEEP_10 + SELECTS_ALL), one, UndeclaredReach.NONE),
                after("Conflict", policy("conflict", KEEP_10 + SELECTS_ALL), one, UndeclaredReach.NONE, rival),
                after("Invalid", policy("invalid", "policyText: nonsense"), List.of(), UndeclaredReach.NONE),
                after("Taken", policy("taken", KEEP_10 + HAS_PATTERNS), List.of(), taken()),
                after("Withheld", policy("withheld", KEEP_10 + HAS_PATTERNS), List.of(), withheld()),
                after("Unseen", policy("unseen", KEEP_10 + HAS_PATTERNS), List.of(), unseen(Optional.empty())),
                after(
                        "Outage",
                        policy("outage", KEEP_10 + HAS_PATTERNS),
                        List.of(),
                        unseen(Optional.of(Kind.TRANSIENT))),
                after("Denied", policy("denied", KEEP_10 + HAS_PATTERNS), List.of(), unseen(Optional.of(Kind.DENIED))),
                detaching(policy("any", KEEP_10 + HAS_PATTERNS)));
    }

    /** One for each reason that is theirs alone, and for the ends that differ most. */
    private static Stream<HasMetadata> repositoryPolicies() {
        List<EcrRepository> one = List.of(repository("api", "", "", ""));
        EcrRepositoryPolicy rival = repositoryPolicy("rival", PUSH + SELECTS_ALL);
        return Stream.of(
                after("InSync", repositoryPolicy("in-sync", PULL), List.of(), UndeclaredReach.NONE),
                after("Attaching", repositoryPolicy("attaching", PULL + SELECTS_ALL), one, UndeclaredReach.NONE),
                after("Conflict", repositoryPolicy("conflict", PULL + SELECTS_ALL), one, UndeclaredReach.NONE, rival),
                after("Invalid", repositoryPolicy("invalid", "policyText: nonsense"), List.of(), UndeclaredReach.NONE),
                after("UnknownPrincipal", repositoryPolicy("principal", PULL + HAS_PATTERNS), List.of(), refused()),
                detaching(repositoryPolicy("any", PULL + HAS_PATTERNS)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static <P extends CustomResource<? extends SharedPolicySpec, SharedPolicyStatus> & SharedPolicy>
            HasMetadata after(
                    String name, P policy, List<EcrRepository> repositories, UndeclaredReach undeclared, P... rivals) {
        List<P> all = new ArrayList<>(List.of(rivals));
        all.add(policy);
        PolicyKind kind = kindOf(policy);
        policy.setStatus(
                statuses(kind).status(policy, SharedPolicyReach.of(kind, policy, repositories, all), undeclared));
        policy.getMetadata().setName(name);
        return policy;
    }

    private static <P extends CustomResource<? extends SharedPolicySpec, SharedPolicyStatus> & SharedPolicy>
            HasMetadata detaching(P policy) {
        PolicyObjects.deleted(policy);
        PolicyKind kind = kindOf(policy);
        SharedPolicyReach reach = SharedPolicyReach.of(kind, policy, List.of(), List.of(policy));
        policy.setStatus(statuses(kind).detaching(policy, reach, undeclared(List.of("cache/a"), new TreeMap<>())));
        policy.getMetadata().setName("Deleting");
        return policy;
    }

    private static PolicyKind kindOf(SharedPolicy policy) {
        return policy instanceof EcrLifecyclePolicy ? PolicyKind.LIFECYCLE : PolicyKind.REPOSITORY;
    }

    private static SharedPolicyStatusFactory statuses(PolicyKind kind) {
        return new SharedPolicyStatusFactory(kind, new VirtualClock());
    }

    private static UndeclaredReach refused() {
        UndeclaredTally tally = new UndeclaredTally(() -> true, 1);
        tally.count("cache/a", new UndeclaredDecision.Attach(List.of()));
        tally.failed(
                "cache/a",
                FailureReport.of(new AwsFailure(Kind.PRINCIPAL_NOT_FOUND, "SetRepositoryPolicy", "Code", "No", "r-1")));
        return tally.reach();
    }

    private static UndeclaredReach taken() {
        TreeMap<String, String> taken = new TreeMap<>();
        taken.put("cache/a", "0f1e2d3c-0000-4000-8000-000000000002");
        return undeclared(List.of(), taken);
    }

    private static UndeclaredReach withheld() {
        return unseen(Optional.empty()).beside(Optional.of(UndeclaredReach.Withheld.notPermitted(true, "It may not.")));
    }

    private static UndeclaredReach undeclared(List<String> holding, SortedMap<String, String> taken) {
        List<String> none = List.of();
        return new UndeclaredReach(
                true,
                true,
                none,
                none,
                none,
                none,
                taken,
                none,
                holding,
                none,
                none,
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static UndeclaredReach unseen(Optional<Kind> why) {
        return UndeclaredReach.unseen(
                why.map(kind -> FailureReport.of(new AwsFailure(kind, "DescribeRepositories", "Code", "No", "r-1"))));
    }
}
