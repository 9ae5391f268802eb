package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;

class EmulatorPolicyTest {
    private static final String PULL =
            "{'Sid':'pull','Effect':'Allow','Principal':{'AWS':['111122223333']},'Action':['ecr:BatchGetImage']}";
    private static final String ROLE =
            "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::123456789012:role/path/ci'},'Action':'ecr:PutImage'}";
    private static final String LOCK_OUT = "{'Effect':'Deny','Principal':'*','Action':'ecr:*Policy'}";

    private Emulator emulator;
    private Clients clients;

    @BeforeEach
    void start() {
        emulator = Emulator.start();
        emulator.registry().createRepository("api");
        clients = Clients.of(emulator);
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldGiveBackAsJacksonWritesItWithSinglesCollapsed() {
        // When
        set(policy(PULL));

        // Then
        assertThat(get()).isEqualTo("""
                {
                  "Version" : "2012-10-17",
                  "Statement" : [ {
                    "Sid" : "pull",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:aws:iam::111122223333:root"
                    },
                    "Action" : "ecr:BatchGetImage"
                  } ]
                }""");
    }

    @Test
    void shouldOrderListsAnewWhenRead() {
        // Given
        set(policy(PULL.replace(
                "['ecr:BatchGetImage']",
                "['ecr:BatchGetImage','ecr:PutImage','ecr:ListImages','ecr:DescribeImages']")));

        // When
        Set<String> texts = new HashSet<>();
        IntStream.range(0, 10).forEach(i -> texts.add(get()));

        // Then
        assertThat(texts).hasSizeGreaterThan(1).allSatisfy(text -> assertThat(text)
                .contains("ecr:BatchGetImage", "ecr:PutImage", "ecr:ListImages", "ecr:DescribeImages"));
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoPolicy() {
        // Given
        set(policy(PULL));
        clients.ecr().deleteRepositoryPolicy(r -> r.repositoryName("api"));

        // When / Then
        assertThatThrownBy(this::get)
                .isInstanceOf(RepositoryPolicyNotFoundException.class)
                .hasMessageContaining(
                        "Repository policy does not exist for the repository with name 'api' in the registry with id '123456789012'");
        assertThatThrownBy(() -> clients.ecr().deleteRepositoryPolicy(r -> r.repositoryName("api")))
                .isInstanceOf(RepositoryPolicyNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'Version':'2012-10-17','Statement':[]}",
                "{'Version':'2020-01-01','Statement':[{'Effect':'Allow','Principal':'*','Action':'ecr:PutImage'}]}",
                "{'Statement':[{'Effect':'Maybe','Principal':'*','Action':'ecr:PutImage'}]}",
                "{'Statement':[{'Effect':'Allow','Action':'ecr:PutImage'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'ecr:DescribeRegistry'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'ecr:BatchGetImages'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::123456789:role/ci'},'Action':'ecr:PutImage'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'ecr:DescribeRegis*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'ecr:PutImage','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'ecr:PutImage','Extra':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'1234','Action':'ecr:PutImage'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::123456789012:*'},'Action':'ecr:PutImage'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':{'AWS':[]},'Action':'ecr:PutImage'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':[]}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'ecr:PutImage','Condition':'x'}]}"
            })
    void shouldRefuseWhenDocumentIsNoRepositoryPolicy(String policy) {
        // When / Then
        assertThatThrownBy(() -> set(policy))
                .isInstanceOfSatisfying(
                        InvalidParameterException.class,
                        error -> assertThat(error.awsErrorDetails().errorMessage())
                                .isEqualTo(
                                        "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'"));
        assertThat(emulator.registry().repositoryPolicyText("api")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Statement':{'Effect':'Allow','Principal':'*','Action':'ecr:*'}}",
                "{'Statement':{'Effect':'Allow','Principal':'*','Action':'*'}}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':['ecr:BatchGetImage','ecr:GetAuthorizationToken']}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','NotAction':['ecr:DescribeRegistry']}]}",
                "{'Statement':[{'Effect':'Allow','Principal':{'Service':'lambda.amazonaws.com'},'Action':'ECR:batchgetimage'}]}",
                "{'Id':'x','Statement':[{'Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:iam::123456789012:root'},'NotAction':['ecr:Get*','ecr:SetRepositoryPolicy'],'Condition':{'Bool':{'aws:SecureTransport':false}}}]}",
                "{'Statement':[{'Effect':'Allow','Principal':{'AWS':['*','arn:aws:sts::123456789012:assumed-role/r/s']},'Action':'ecr:PutImage'}]}",
                "{'Statement':[{'Sid':'a','Effect':'Allow','Principal':'*','Action':'ecr:PutImage'},{'Sid':'a','Effect':'Allow','Principal':'*','Action':'ecr:PutImage'}]}"
            })
    void shouldAcceptWhenDocumentIsARepositoryPolicy(String policy) {
        // When
        set(policy);

        // Then
        assertThat(get()).contains("\"Version\" : \"2008-10-17\"");
    }

    @Test
    void shouldRefuseWhenPolicyIsLongerThanTheLimit() {
        // Given
        String padded = policy(PULL) + " ".repeat(RepositoryPolicyGrammar.MAX_LENGTH);

        // When / Then
        assertThatThrownBy(() -> set(padded))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("must have length less than or equal to 10240");
    }

    @Test
    void shouldAnswerPrincipalNotFoundUntilTheRoleExists() {
        // Given
        emulator.principals().declareMissing("ci");

        // When / Then
        assertThatThrownBy(() -> set(policy(ROLE)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("'PolicyText' failed to satisfy constraint: 'Principal not found'");
        emulator.principals().declareCreated("ci");
        set(policy(ROLE));
        assertThat(get()).contains("role/path/ci");
    }

    @Test
    void shouldShowAUniqueIdThatCannotBePutBackWhenTheRoleIsDeleted() {
        // Given
        set(policy(ROLE));

        // When
        emulator.principals().declareDeleted("ci");
        String text = get();

        // Then
        assertThat(text).doesNotContain("role/path/ci").containsPattern("\"AWS\" : \"AROA[A-Z0-9]{17}\"");
        assertThatThrownBy(() -> set(text)).hasMessageContaining("Principal not found");
    }

    @Test
    void shouldRefuseToLockTheCallerOutUnlessForced() {
        // When / Then
        assertThatThrownBy(() -> set(policy(LOCK_OUT))).isInstanceOf(InvalidParameterException.class);
        clients.ecr()
                .setRepositoryPolicy(r ->
                        r.repositoryName("api").policyText(policy(LOCK_OUT)).force(true));
        assertThat(emulator.registry().repositoryPolicyText("api"))
                .hasValueSatisfying(text -> assertThat(text).contains("Deny"));
        assertThatThrownBy(this::get)
                .isInstanceOf(EcrException.class)
                .hasMessageContaining("ecr:GetRepositoryPolicy")
                .hasMessageContaining("with an explicit deny in a resource-based policy");
    }

    @Test
    void shouldLetAnotherAccountInWhenThePolicyAllows() {
        // Given
        try (Clients other = Clients.of(emulator, "111122223333", "us-east-1")) {
            emulator.registry().putImage("api", "v1");

            // When / Then
            assertThatThrownBy(() -> pullFrom(other)).isInstanceOfSatisfying(EcrException.class, error -> assertThat(
                            error.awsErrorDetails().errorMessage())
                    .contains(
                            "is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:123456789012:repository/api")
                    .contains("no resource-based policy allows"));
            set(policy(PULL));
            assertThat(pullFrom(other).images()).hasSize(1);
        }
    }

    private static BatchGetImageResponse pullFrom(Clients other) {
        ImageIdentifier id = ImageIdentifier.builder().imageTag("v1").build();
        return other.ecr()
                .batchGetImage(
                        r -> r.registryId("123456789012").repositoryName("api").imageIds(id));
    }

    private void set(String policy) {
        clients.ecr().setRepositoryPolicy(r -> r.repositoryName("api").policyText(policy.replace('\'', '"')));
    }

    private String get() {
        return clients.ecr().getRepositoryPolicy(r -> r.repositoryName("api")).policyText();
    }

    private static String policy(String statement) {
        return ("{'Version':'2012-10-17','Statement':[" + statement + "]}").replace('\'', '"');
    }
}
