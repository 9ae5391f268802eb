package io.ecroperator.sharedpolicy;

import static io.ecroperator.attachment.PolicyObjects.KEEP_10;
import static io.ecroperator.attachment.PolicyObjects.KEEP_20;
import static io.ecroperator.attachment.PolicyObjects.policy;
import static io.ecroperator.attachment.PolicyObjects.repository;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.attachment.PolicyKind;
import io.ecroperator.attachment.PolicyObjects;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.status.FailureReport;
import io.ecroperator.support.VirtualClock;
import io.ecroperator.undeclared.UndeclaredReach;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** EcrLifecyclePolicies with the status that each way in which a pass can end gives to a new one. */
public final class SharedPolicyStatusRecords {

    private static final String SELECTS_ALL = ", repositorySelector: {}";
    private static final String HAS_PATTERNS = ", repositoryNamePatterns: ['cache/*']";

    private static final String NEEDS_ALL_TAGS =
            "rules: [{rulePriority: 1, selection: {tagStatus: tagged, tagPrefixList: [dev, prod], countType:"
                    + " imageCountMoreThan, countNumber: 10}, action: {type: expire}}]";

    private static final SharedPolicyStatusFactory STATUSES =
            new SharedPolicyStatusFactory(PolicyKind.LIFECYCLE, new VirtualClock());

    private SharedPolicyStatusRecords() {}

    /** The objects; their names say how the pass ended. */
    public static List<HasMetadata> all() {
        List<EcrRepository> one = List.of(repository("api", "", "", ""));
        EcrLifecyclePolicy rival = policy("rival", KEEP_20 + SELECTS_ALL);
        EcrLifecyclePolicy patterns = policy("any", KEEP_10 + HAS_PATTERNS);
        return List.of(
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
                detaching(patterns));
    }

    private static EcrLifecyclePolicy after(
            String name,
            EcrLifecyclePolicy policy,
            List<EcrRepository> repositories,
            UndeclaredReach undeclared,
            EcrLifecyclePolicy... rivals) {
        List<EcrLifecyclePolicy> all = new ArrayList<>(List.of(rivals));
        all.add(policy);
        policy.setStatus(STATUSES.status(
                policy, SharedPolicyReach.of(PolicyKind.LIFECYCLE, policy, repositories, all), undeclared));
        policy.getMetadata().setName(name);
        return policy;
    }

    private static EcrLifecyclePolicy detaching(EcrLifecyclePolicy policy) {
        PolicyObjects.deleted(policy);
        SharedPolicyReach reach = SharedPolicyReach.of(PolicyKind.LIFECYCLE, policy, List.of(), List.of(policy));
        policy.setStatus(STATUSES.detaching(policy, reach, undeclared(List.of("cache/a"), new TreeMap<>())));
        policy.getMetadata().setName("Deleting");
        return policy;
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
