package io.ecroperator.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.AdoptionPolicy;
import io.ecroperator.api.v1alpha1.RecreatePolicy;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewedRepository;
import io.ecroperator.ownership.ClusterUid;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.policy.PolicyDifference;
import io.ecroperator.policy.PolicyEdit;
import io.ecroperator.policy.RepositoryPolicyDocument;
import io.ecroperator.repository.RepositoryChange.SetRepositoryPolicy;
import io.ecroperator.repository.RepositoryChange.TagResource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalAdviceTest {

    private static final String OWNER = "cluster/default/api";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            INVALID | Invalid repository policy provided | 'ecr:BatchGetImages' | Correct repositoryPolicy: Statement[0]: Action ecr:BatchGetImages is unknown to this version; did you mean ecr:BatchGetImage?
            INVALID | Invalid repository policy provided | 'ecr:BatchGetImage' | Correct repositoryPolicy: ECR does not say which part it refuses. Check that every principal exists, that every action is one of ECR on a repository, and the names of condition keys.
            INVALID | The policy would prevent the caller from setting a repository policy in the future | 'ecr:*' | Leave ecr:SetRepositoryPolicy to the operator's identity in repositoryPolicy, or set repositoryPolicy.allowLockout: true if nobody is to change the policy any more.
            PRINCIPAL_NOT_FOUND | Principal not found | 'ecr:*' | Create the role or user, or correct repositoryPolicy, which names arn:aws:iam::111122223333:role/ci.
            """)
    void shouldSayWhatToChangeInAPolicy(Kind kind, String sentence, String action, String advice) {
        // Given
        RepositoryPolicyDocument document = RepositoryPolicyDocument.parse(
                "{'Statement':{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:role/ci'},'Action':%s}}"
                        .formatted(action)
                        .replace('\'', '"'));
        RepositoryChange change = new SetRepositoryPolicy(
                "api",
                document.text(),
                new PolicyEdit(document.digest(), PolicyDifference.ofRepositoryPolicy(Optional.empty(), document)),
                false);

        // Then
        assertThat(advice(change, kind, "InvalidParameterException", sentence, document, Map.of(), Map.of()))
                .contains(advice);
    }

    @Test
    void shouldNameTheTagsThatHaveNoRoom() {
        // Given
        Map<String, String> found = new TreeMap<>();
        for (int i = 10; i < 60; i++) {
            found.put("k" + i, "v");
        }
        RepositoryChange change = new TagResource(
                "arn:aws:ecr:eu-central-1:123456789012:repository/api", Map.of(Ownership.TAG_KEY, OWNER));

        // Then
        assertThat(advice(
                        change,
                        Kind.INVALID,
                        "TooManyTagsException",
                        "A repository cannot have more than 50 tags",
                        null,
                        found,
                        Map.of("k10", "v")))
                .contains("There is no room for ecr-operator.io/owner beside the 50 tags that the repository has; ECR"
                        + " takes 50. Remove 1 tag in ECR (aws ecr untag-resource); not in spec.tags are k11, k12, k13,"
                        + " k14, k15 and 44 more.");
    }

    @Test
    void shouldCountTagsAsTheyAre() {
        // Given
        Map<String, String> found = new TreeMap<>();
        for (int i = 10; i < 60; i++) {
            found.put("k" + i, "v");
        }
        Map<String, String> wanted = new TreeMap<>(found);
        wanted.remove("k59");
        RepositoryChange change = new TagResource(
                "arn:aws:ecr:eu-central-1:123456789012:repository/api", Map.of(Ownership.TAG_KEY, OWNER, "team", "a"));

        // Then
        assertThat(advice(change, Kind.INVALID, "TooManyTagsException", "too many", null, found, wanted))
                .contains(
                        "There is no room for ecr-operator.io/owner, team beside the 50 tags that the repository has; ECR"
                                + " takes 50. Remove 2 tags in ECR (aws ecr untag-resource); not in spec.tags is k59.");
    }

    private static Optional<String> advice(
            RepositoryChange change,
            Kind kind,
            String code,
            String sentence,
            RepositoryPolicyDocument policy,
            Map<String, String> found,
            Map<String, String> wanted) {
        DesiredRepository desired = new DesiredRepository(
                "api",
                Optional.empty(),
                OWNER,
                new ClusterUid("00000000-0000-0000-0000-000000000001", Set.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(wanted),
                Optional.empty(),
                Optional.ofNullable(policy),
                PolicyAttachments.NONE,
                false,
                AdoptionPolicy.IF_OWNED,
                Optional.empty(),
                RecreatePolicy.RECREATE);
        ViewedRepository seen =
                new ViewedRepository(Reading.unread(), Reading.found(found), Reading.unread(), Reading.unread());
        return RefusalAdvice.of(change, new AwsFailure(kind, "Op", code, sentence, "r"), desired, seen);
    }
}
