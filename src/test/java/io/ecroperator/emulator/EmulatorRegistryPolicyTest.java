package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.RegistryPolicyNotFoundException;

class EmulatorRegistryPolicyTest {
    private static final String REPOSITORIES = "arn:aws:ecr:us-east-1:123456789012:repository/*";
    private static final String REPLICATION = "{'Sid':'a','Effect':'Allow','Principal':{'AWS':['111122223333']},"
            + "'Action':['ecr:ReplicateImage'],'Resource':'" + REPOSITORIES + "'}";

    private final Emulator emulator = Emulator.start();
    private final Clients clients = Clients.of(emulator);
    private final Clients others = Clients.of(emulator, "111122223333", "us-east-1");

    @BeforeEach
    void create() {
        emulator.registry().createRepository("team-a/api");
    }

    @AfterEach
    void stop() {
        others.close();
        clients.close();
        emulator.close();
    }

    @Test
    void shouldGiveBackAsEcrRewritesIt() {
        // When
        put(REPLICATION);

        // Then
        assertThat(get()).isEqualTo("""
                {
                  "Version" : "2012-10-17",
                  "Statement" : [ {
                    "Sid" : "a",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:aws:iam::111122223333:root"
                    },
                    "Action" : "ecr:ReplicateImage",
                    "Resource" : "arn:aws:ecr:us-east-1:123456789012:repository/*"
                  } ]
                }""");
    }

    @Test
    void shouldBeGoneWhenDeleted() {
        // Given
        put(REPLICATION);

        // When
        clients.ecr().deleteRegistryPolicy(r -> {});

        // Then
        assertThatThrownBy(this::get)
                .isInstanceOf(RegistryPolicyNotFoundException.class)
                .hasMessageContaining("Registry policy does not exist in the registry with id '123456789012'");
        assertThatThrownBy(() -> clients.ecr().deleteRegistryPolicy(r -> {}))
                .isInstanceOf(RegistryPolicyNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect':'Allow','Principal':'*','Action':'ecr:ReplicateImage'}",
                "{'Effect':'Allow','Principal':'*','Action':'ecr:ReplicateImage','Resource':[]}",
                "{'Effect':'Allow','Principal':'*','Action':'ecr:ReplicateImage','Resource':'*','NotResource':'*'}",
                "{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'*'}",
                "{'Effect':'Allow','Action':'ecr:ReplicateImage','Resource':'*'}",
                "{'Effect':'Maybe','Principal':'*','Action':'ecr:ReplicateImage','Resource':'*'}",
                "{'Effect':'Allow','Principal':{'AWS':'1234'},'Action':'ecr:ReplicateImage','Resource':'*'}"
            })
    void shouldRefuseWhatIsNoRegistryPolicy(String statement) {
        // When / Then
        assertThatThrownBy(() -> put(statement))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(
                        "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid registry policy provided'");
        assertThatThrownBy(this::get).isInstanceOf(RegistryPolicyNotFoundException.class);
    }

    /** ECR does not look into resources: https://github.com/aws/containers-roadmap/issues/2675. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect':'Allow','Principal':'*','Action':'ecr:*','Resource':'*'}",
                "{'Effect':'Deny','Principal':{'AWS':'111122223333'},'NotAction':'ecr:Get*','NotResource':['*']}",
                "{'Effect':'Allow','Principal':'*','Action':'ecr:DescribeRegistry','Resource':'arn:aws:us-east-1:123456789012:repository/*'}"
            })
    void shouldTakeEveryActionOfEcrInScopeV2(String statement) {
        // When
        put(statement);

        // Then
        assertThat(get()).contains("ecr:");
    }

    @Test
    void shouldTakeThreeActionsInScopeV1AndNotAskItForCalls() {
        // Given
        put("{'Effect':'Deny','Principal':'*','Action':'ecr:ListImages','Resource':'*'}");

        // When
        emulator.registry().putAccountSetting("REGISTRY_POLICY_SCOPE", "V1");

        // Then
        clients.ecr().listImages(r -> r.repositoryName("team-a/api"));
        put(REPLICATION);
        assertThatThrownBy(() -> put(REPLICATION.replace("ReplicateImage", "ListImages")))
                .hasMessageContaining("Invalid registry policy provided");
    }

    @Test
    void shouldLetAnotherAccountIntoTheRepositoriesItNames() {
        // Given
        emulator.registry().createRepository("team-b/api");
        put(REPLICATION.replace("ReplicateImage", "ListImages").replace("repository/*", "repository/team-a/*"));

        // When / Then
        others.ecr().listImages(r -> r.registryId("123456789012").repositoryName("team-a/api"));
        assertThatThrownBy(() -> others.ecr()
                        .listImages(r -> r.registryId("123456789012").repositoryName("team-b/api")))
                .isInstanceOf(EcrException.class)
                .hasMessageContaining("because no resource-based policy allows the ecr:ListImages action");
    }

    @Test
    void shouldLetAnotherAccountCreateRepositories() {
        // Given
        put(REPLICATION.replace("ReplicateImage", "CreateRepository"));

        // When
        others.ecr().createRepository(r -> r.registryId("123456789012").repositoryName("theirs"));

        // Then
        assertThat(emulator.registry().repositoryNames()).contains("theirs");
    }

    @Test
    void shouldDenyItsOwnAccountToo() {
        // Given
        put("{'Effect':'Deny','Principal':'*','Action':'ecr:DeleteRepository','Resource':'" + REPOSITORIES + "'}");

        // When / Then
        assertThatThrownBy(() -> clients.ecr().deleteRepository(r -> r.repositoryName("team-a/api")))
                .isInstanceOf(EcrException.class)
                .hasMessageContaining("with an explicit deny in a resource-based policy");
        assertThat(emulator.registry().repositoryNames()).containsExactly("team-a/api");
    }

    private void put(String statement) {
        String policy = "{'Version':'2012-10-17','Statement':[" + statement + "]}";
        clients.ecr().putRegistryPolicy(r -> r.policyText(policy.replace('\'', '"')));
    }

    private String get() {
        return clients.ecr().getRegistryPolicy(r -> {}).policyText();
    }
}
