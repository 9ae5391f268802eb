package io.ecroperator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.cli.export.account.FoundRepository;
import io.ecroperator.cli.export.object.Frame;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which policies several repositories have in common, and what becomes of them. */
class SharedPoliciesTest {

    private static final Frame FRAME = new Frame(Optional.of("team-a"), Optional.of("prod"));

    private static final String RULES = """
            {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "untagged", "countType": "imageCountMoreThan",
            "countNumber": 1}, "action": {"type": "expire"}}]}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Effect':'Allow','Principal':'*','Action':['ecr:PutImage','ecr:GetImage'] | 'Action':['ecr:GetImage','ecr:putimage'],'Principal':{'AWS':['*']},'Effect':'Allow' | true",
                "'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'ecr:*' | 'Effect':'Allow','Principal':{'AWS':['arn:aws:iam::111122223333:root']},'Action':['ecr:*'] | true",
                "'Effect':'Allow','Principal':'*','Action':'ecr:GetImage' | 'Effect':'Deny','Principal':'*','Action':'ecr:GetImage' | false",
                "'Effect':'Allow','Principal':'*','Action':'ecr:*','Condition':{'StringLike':{'aws:SourceArn':'*/one'}} | 'Effect':'Allow','Principal':'*','Action':'ecr:*','Condition':{'StringLike':{'aws:SourceArn':'*/other'}} | false",
                "'Sid':'a','Effect':'Allow','Principal':'*','Action':'ecr:*' | 'Sid':'b','Effect':'Allow','Principal':'*','Action':'ecr:*' | false",
            })
    void shouldShareRepositoryPoliciesThatMeanTheSame(String one, String other, boolean shared) {
        String first = policy("2012-10-17", one);
        String second = policy("2012-10-17", other);

        SharedPolicies policies = SharedPolicies.among(List.of(repository(null, first), repository(null, second)));

        assertThat(policies.objects(FRAME)).hasSize(shared ? 1 : 0);
        assertThat(policies.repositoryPolicy(first)).isEqualTo(policies.repositoryPolicy(second));
        assertThat(policies.repositoryPolicy(first).isPresent()).isEqualTo(shared);
    }

    @Test
    void shouldNotShareAPolicyOfAnotherVersion() {
        String statement = "'Effect':'Allow','Principal':'*','Action':'ecr:GetImage'";

        assertThat(SharedPolicies.among(List.of(
                                repository(null, policy("2012-10-17", statement)),
                                repository(null, policy("2008-10-17", statement))))
                        .objects(FRAME))
                .isEmpty();
    }

    @Test
    void shouldNotShareWhatNoSharedPolicyMaySay() {
        for (String text : List.of("[]", "{\"Version\": \"2012-10-17\", \"Statement\": []}", "{\"rules\": []}")) {
            SharedPolicies policies = SharedPolicies.among(List.of(repository(text, text), repository(text, text)));

            assertThat(policies.lifecyclePolicy(text)).as(text).isEmpty();
        }
    }

    @Test
    void shouldGiveEachSharedPolicyOneObjectThatSelectsNothing() {
        String policy = policy("2012-10-17", "'Sid':'x','Effect':'Allow','Principal':'*','Action':'ecr:GetImage'");
        String old = policy("2008-10-17", "'Sid':'x','Effect':'Allow','Principal':'*','Action':'ecr:GetImage'");
        SharedPolicies policies = SharedPolicies.among(Stream.of(
                        repository(RULES, policy),
                        repository(RULES.replace(" ", ""), policy),
                        repository(null, old),
                        repository(null, old))
                .toList());

        String lifecycle = policies.lifecyclePolicy(RULES).orElseThrow();
        String repository = policies.repositoryPolicy(policy).orElseThrow();
        assertThat(lifecycle).matches("lifecycle-[0-9a-f]{12}");
        assertThat(repository).matches("repository-[0-9a-f]{12}");
        assertThat(policies.objects(FRAME))
                .extracting(object -> object.kind() + " " + object.name())
                .containsExactlyInAnyOrder(
                        "EcrLifecyclePolicy " + lifecycle,
                        "EcrRepositoryPolicy " + repository,
                        "EcrRepositoryPolicy " + policies.repositoryPolicy(old).orElseThrow());
        assertThat(policies.objects(FRAME)
                        .toList()
                        .get(policies.repositoryPolicy(old).orElseThrow().compareTo(repository) < 0 ? 2 : 1)
                        .text())
                .isEqualTo("""
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRepositoryPolicy
                        metadata:
                          name: %s
                          namespace: team-a
                        spec:
                          registryRef:
                            name: prod
                          statements:
                            - sid: x
                              effect: Allow
                              principal:
                                AWS:
                                  - "*"
                              action:
                                - ecr:GetImage
                        """.formatted(repository));
    }

    @Test
    void shouldNameTheSharedPoliciesInTheRepository() {
        String policy = policy("2012-10-17", "'Effect':'Allow','Principal':'*','Action':'ecr:GetImage'");
        FoundRepository repository = repository(RULES, policy);
        SharedPolicies policies = SharedPolicies.among(List.of(repository, repository));

        assertThat(new RepositoryObjects(FRAME, policies).of(repository, "api").text())
                .contains("  lifecyclePolicy:\n    ref:\n      name: lifecycle-")
                .contains("  repositoryPolicy:\n    ref:\n      name: repository-");
    }

    private static String policy(String version, String statement) {
        return "{'Version':'%s','Statement':[{%s}]}"
                .formatted(version, statement)
                .replace('\'', '"');
    }

    private static FoundRepository repository(String lifecyclePolicy, String repositoryPolicy) {
        return new FoundRepository(
                new Repository(
                        "api",
                        "arn:aws:ecr:eu-central-1:123456789012:repository/api",
                        "123456789012",
                        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/api",
                        Instant.EPOCH,
                        TagMutability.of("MUTABLE"),
                        false,
                        new Encryption("AES256", null)),
                Map.of(),
                Optional.ofNullable(lifecyclePolicy),
                Optional.ofNullable(repositoryPolicy),
                List.of());
    }
}
