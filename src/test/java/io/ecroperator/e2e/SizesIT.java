package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.Conditioned;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Specs as large as the schema and AWS let them be, and a little larger: a clear answer to each, and none that stops another. */
@ExtendWith(SharedCluster.class)
class SizesIT {

    private static final String REFUSED = "refused: ";

    private World world;
    private RegistryObjects registries;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = World.start(cluster);
        registries = new RegistryObjects(world);
    }

    @AfterEach
    void stop() {
        registries.close();
        world.close();
    }

    /** What is applied, and what is answered: Ready, or what the API server says. */
    private record Sized(KindObjects<?, ?> objects, String name, String spec, String answer) {}

    private <S, T extends CustomResource<S, ? extends Conditioned>> Sized sized(
            Class<T> kind, String name, String spec, String answer) {
        return new Sized(new KindObjects<>(world.user(), world.namespace(), kind), name, spec, answer);
    }

    @Test
    void shouldAnswerEachAndStopNone() {
        // Given
        List<Sized> all = new ArrayList<>();
        all.addAll(ofRepositories());
        all.addAll(ofPolicies());
        all.addAll(ofSettings());
        all.addAll(ofRulesAndTemplates());

        // When
        String registry = registries.apply("largest", World.ACCOUNT, World.REGION, access());
        List<String> said = all.stream().map(SizesIT::applied).toList();

        // Then
        for (Sized each : all) {
            String refusal = said.get(all.indexOf(each));
            if (each.answer().startsWith(REFUSED)) {
                assertThat(refusal).as(each.name()).contains(each.answer().substring(REFUSED.length()));
            } else {
                assertThat(refusal).as(each.name()).isEmpty();
                World.eventually(each.name(), () -> assertThat(ready(each)).contains(each.answer()));
            }
        }
        registries.awaitCondition(registry, ConditionType.READY, ConditionStatus.TRUE, Reason.ACCOUNT_VERIFIED);

        // When
        applied(new Sized(settings(), "statements", "policy: {statements: " + statements(10, 1) + "}", ""));

        // Then
        settings().awaitReady("statements");
    }

    /** What the API server says against it; empty if it takes it. */
    private static String applied(Sized sized) {
        try {
            sized.objects().apply(sized.name(), sized.spec());
            return "";
        } catch (KubernetesClientException refused) {
            return refused.getMessage();
        }
    }

    private static String ready(Sized sized) {
        Condition ready = KindObjects.condition(sized.objects().get(sized.name()), ConditionType.READY);
        return ready.getStatus() + " " + ready.getReason() + " " + ready.getMessage();
    }

    private List<Sized> ofRepositories() {
        return List.of(
                sized(EcrRepository.class, "tags", "tags: " + tags(48), "True InSync"),
                sized(
                        EcrRepository.class,
                        "tags-too-many",
                        "tags: " + tags(49),
                        REFUSED + "at most 48 tags: ECR takes 50"),
                sized(
                        EcrRepository.class,
                        "policy",
                        "repositoryPolicy: {policyText: '" + policy(10_240) + "'}",
                        "True InSync"),
                sized(
                        EcrRepository.class,
                        "policy-too-long",
                        "repositoryPolicy: {policyText: '" + policy(40_960) + "'}",
                        "False InvalidRepositoryPolicy spec.repositoryPolicy: the policy has 40960 characters"),
                sized(
                        EcrRepository.class,
                        "statements-too-long",
                        "repositoryPolicy: {statements: " + statements(100, 1) + "}",
                        "ECR takes at most 10240, merge statements or use wildcards."),
                sized(EcrRepository.class, "rules", "lifecyclePolicy: {rules: " + rules(50, 1) + "}", "True InSync"),
                sized(
                        EcrRepository.class,
                        "rules-too-long",
                        "lifecyclePolicy: {rules: " + rules(50, 10) + "}",
                        "ECR takes at most 30720, shorten descriptions or merge rules."),
                sized(
                        EcrPublicRepository.class,
                        "catalog",
                        "catalogData: {aboutText: " + text(25_600, 1) + ", usageText: " + text(25_600, 2)
                                + ", description: " + text(1024, 3) + "}\ntags: " + tags(48),
                        "True InSync"));
    }

    private List<Sized> ofPolicies() {
        String rules = "rules: " + rules(50, 1);
        String statements = "statements: " + statements(50, 1);
        return List.of(
                sized(EcrLifecyclePolicy.class, "patterns", rules + patterns(256), "True InSync"),
                sized(
                        EcrLifecyclePolicy.class,
                        "patterns-too-long",
                        rules + patterns(257),
                        REFUSED + "at most 256 characters"),
                sized(EcrRepositoryPolicy.class, "patterns", statements + patterns(256), "True InSync"),
                sized(
                        EcrRepositoryPolicy.class,
                        "patterns-too-long",
                        statements + patterns(257),
                        REFUSED + "at most 256 characters"));
    }

    private List<Sized> ofSettings() {
        return List.of(
                new Sized(
                        settings(),
                        "statements",
                        "policy: {statements: " + statements(50, 8) + "}",
                        "False QuotaExceeded spec.policy: the registry policy would have"),
                new Sized(
                        settings(),
                        "exclusions",
                        "pullTimeUpdateExclusions: "
                                + list(100, index -> "'arn:aws:iam::123456789012:role/" + text(160, index) + "'"),
                        "True InSync"),
                new Sized(
                        settings(),
                        "filters",
                        "scanning: {rules: [{scanFrequency: SCAN_ON_PUSH, repositoryFilters: "
                                + list(100, index -> "{filterType: WILDCARD, filter: '" + text(250, index) + "'}")
                                + "}]}",
                        "True InSync"),
                new Sized(
                        settings(),
                        "destinations",
                        "replication: {rules: " + list(25, SizesIT::destination) + "}",
                        "True InSync"));
    }

    private static String destination(int index) {
        return "{destinations: [{region: eu-west-1, registryId: '" + (100_000_000_000L + index)
                + "'}], repositoryFilters: "
                + list(4, each -> "{filterType: PREFIX_MATCH, filter: " + text(250, each) + "}") + "}";
    }

    private List<Sized> ofRulesAndTemplates() {
        return List.of(
                sized(
                        EcrPullThroughCacheRule.class,
                        "prefix",
                        "upstreamRegistryUrl: quay.io\necrRepositoryPrefix: " + text(30, 1),
                        "True InSync"),
                sized(
                        EcrPullThroughCacheRule.class,
                        "prefix-too-long",
                        "upstreamRegistryUrl: quay.io\necrRepositoryPrefix: " + text(256, 1),
                        REFUSED + "spec.ecrRepositoryPrefix"),
                sized(
                        EcrPullThroughCacheRule.class,
                        "role",
                        "upstreamRegistryUrl: 444455556666.dkr.ecr.us-east-1.amazonaws.com\ncustomRoleArn: "
                                + "'arn:aws:iam::123456789012:role/" + text(2000, 1) + "'",
                        "True InSync"),
                sized(
                        EcrRepositoryCreationTemplate.class,
                        "everything",
                        "appliedFor: [REPLICATION]\ncustomRoleArn: 'arn:aws:iam::123456789012:role/r'\ndescription: "
                                + text(256, 1) + "\nresourceTags: " + tags(48) + "\nlifecyclePolicy: {rules: "
                                + rules(50, 1)
                                + "}\nrepositoryPolicy: {policyText: '" + policy(10_240) + "'}",
                        "True InSync"));
    }

    private KindObjects<?, EcrRegistryConfiguration> settings() {
        return new KindObjects<>(world.user(), world.namespace(), EcrRegistryConfiguration.class);
    }

    /** As many entries, and as long ones, as the schema takes. */
    private static String access() {
        return "access: "
                + list(
                        50,
                        entry -> "{namespaces: " + list(50, index -> text(63, index)) + ", repositoryNamePatterns: "
                                + list(20, index -> "'" + text(254, index) + "/*'") + ", arnPatterns: "
                                + list(10, index -> "'arn:aws:iam::123456789012:role/" + text(220, index) + "'") + "}");
    }

    private static String list(int count, IntFunction<String> element) {
        return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(", ", "[", "]"));
    }

    /** So many characters, which the number makes another text. */
    private static String text(int length, int number) {
        String begin = "n" + number;
        return begin + "x".repeat(length - begin.length());
    }

    private static String tags(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> text(128, index) + ": " + text(256, index))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The text of a policy with so many characters. */
    private static String policy(int length) {
        String frame =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"%s\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[%s]},"
                        + "\"Action\":\"ecr:BatchGetImage\"}]}";
        List<String> accounts = new ArrayList<>();
        int left = length - frame.length() + 4 - 60;
        for (long account = 100_000_000_000L; left >= 50; account++) {
            String arn = "\"arn:aws:iam::" + account + ":root\"";
            accounts.add(arn);
            left -= arn.length() + 1;
        }
        String bare = frame.formatted("", String.join(",", accounts));
        return frame.formatted("s".repeat(length - bare.length()), String.join(",", accounts));
    }

    private static String statements(int count, int principals) {
        return list(
                count,
                index -> "{sid: s" + index + ", effect: Allow, principal: {AWS: "
                        + list(principals, each -> "'" + (100_000_000_000L + each) + "'")
                        + "}, action: ['ecr:ReplicateImage', 'ecr:CreateRepository']}");
    }

    private static String rules(int count, int patterns) {
        return list(
                count,
                index -> "{rulePriority: " + (index + 1) + ", description: " + text(100, index)
                        + ", selection: {tagStatus: tagged, tagPatternList: "
                        + list(patterns, each -> "'" + text(250, each) + index + "*'")
                        + ", countType: imageCountMoreThan, countNumber: 5}, action: {type: expire}}");
    }

    /** As many as the schema takes, of so many characters. */
    private static String patterns(int length) {
        return "\nrepositoryNamePatterns: " + list(100, index -> "'" + text(length - 2, index) + "/*'");
    }
}
