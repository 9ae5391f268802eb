package io.ecroperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreationByOthersTest {

    private static final String OWN = "123456789012";
    private static final String TEAM = "arn:aws:ecr:eu-central-1:" + OWN + ":repository/team/*";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal':'*','Action':'ecr:CreateRepository','Resource':'*'",
                "'Principal':{'AWS':'*'},'Action':'*','Resource':'*'",
                "'Principal':{'AWS':'444455556666'},'Action':'ecr:*','Resource':'*'",
                "'Principal':{'AWS':['123456789012','arn:aws:iam::444455556666:root']},'Action':'ecr:Create*','Resource':'*'",
                "'Principal':{'AWS':'arn:aws:sts::444455556666:assumed-role/ci/x'},'Action':['ECR:createrepository'],'Resource':'*'",
                "'NotPrincipal':{'AWS':'444455556666'},'Action':'ecr:CreateRepository','Resource':'*'",
                "'Principal':'*','NotAction':['ecr:ReplicateImage'],'Resource':'*'",
                "'Principal':'*','Action':'ecr:CreateRepository','Resource':'arn:aws:ecr:*:*:repository/team/sub-*'",
                "'Principal':'*','Action':'ecr:CreateRepository','Resource':'arn:aws:ecr:*:repository/*/api'",
                "'Principal':'*','Action':'ecr:CreateRepository','Resource':'arn:aws:ecr:eu-central-1:123456789012:repository/t?am/*'",
                "'Principal':'*','Action':'ecr:CreateRepository','NotResource':'arn:aws:ecr:*:*:repository/other/*'",
                "'Principal':'*','Action':'ecr:CreateRepository','Resource':'*','Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-1'}}",
                "'Principal':'*','Action':'ecr:CreateRepository','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalAccount':'123456789012'}}",
            })
    void shouldFindWhatLetsOthersCreate(String grant) {
        assertThat(statements("{'Sid':'s','Effect':'Allow'," + grant + "}")).containsExactly("s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal':{'AWS':'123456789012'},'Action':'ecr:*','Resource':'*'",
                "'Principal':{'AWS':'arn:aws:iam::123456789012:role/ci'},'Action':'ecr:*','Resource':'*'",
                "'Principal':{'AWS':'AROAEXAMPLEOFONETHATISGONE'},'Action':'ecr:*','Resource':'*'",
                "'Principal':{'Service':'replication.ecr.amazonaws.com'},'Action':'ecr:*','Resource':'*'",
                "'Principal':'*','Action':['ecr:ReplicateImage','ecr:BatchImportUpstreamImage'],'Resource':'*'",
                "'Principal':'*','NotAction':['ecr:Create*'],'Resource':'*'",
                "'Principal':'*','Action':'ecr:CreateRepository','Resource':'arn:aws:ecr:*:*:repository/other/*'",
                "'Principal':'*','Action':'ecr:CreateRepository','Resource':'arn:aws:ecr:*:*:repository/team'",
                "'Principal':'*','Action':'ecr:CreateRepository','NotResource':'*'",
                "'Principal':'*','Action':'ecr:CreateRepository','Resource':'*','Condition':{'StringEquals':{'aws:principalaccount':['123456789012']}}",
            })
    void shouldNotTakeForAGrantToOthersWhatIsNone(String grant) {
        assertThat(statements("{'Sid':'s','Effect':'Allow'," + grant + "}")).isEmpty();
    }

    @Test
    void shouldNameStatementsBySidOrPlace() {
        String grant = "'Effect':'Allow','Principal':'*','Action':'ecr:*','Resource':'*'";
        assertThat(statements("{" + grant + "},{'Sid':'Partners'," + grant + "}"))
                .containsExactly("statement 1", "Partners");
        assertThat(statements("{'Sid':'" + "x".repeat(300) + "'," + grant + "}"))
                .singleElement()
                .asString()
                .hasSize(65);
    }

    @ParameterizedTest
    @CsvSource({"*, 0", "arn:aws:ecr:*:*:repository/te*, 0", "arn:aws:ecr:*:*:repository/team/a*, 1"})
    void shouldTakeARefusalToEverybodyForWhatItCovers(String resource, int left) {
        String grant = "{'Effect':'Allow','Principal':'*','Action':'ecr:*','Resource':'*'}";
        assertThat(statements(
                        grant + ",{'Effect':'Deny','Principal':'*','Action':'ecr:*','Resource':'" + resource + "'}"))
                .hasSize(left);
    }

    @Test
    void shouldNotTakeARefusalUnderConditionsForOne() {
        assertThat(statements("{'Effect':'Allow','Principal':'*','Action':'ecr:*','Resource':'*'},"
                        + "{'Effect':'Deny','Principal':'*','Action':'ecr:*','Resource':'*',"
                        + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}}"))
                .hasSize(1);
    }

    @Test
    void shouldReadAStatementThatIsNoList() {
        assertThat(CreationByOthers.statements(
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}",
                        OWN,
                        TEAM))
                .containsExactly("statement 1");
        assertThat(CreationByOthers.statements("{}", OWN, TEAM)).isEmpty();
    }

    private static List<String> statements(String statements) {
        return CreationByOthers.statements(
                ("{'Version':'2012-10-17','Statement':[" + statements + "]}").replace('\'', '"'), OWN, TEAM);
    }
}
