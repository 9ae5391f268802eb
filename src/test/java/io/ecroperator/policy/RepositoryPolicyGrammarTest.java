package io.ecroperator.policy;

import static io.ecroperator.policy.Documents.policy;
import static io.ecroperator.policy.Documents.statements;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryPolicyGrammarTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'Allow','Principal':'*','Action':'*'",
                "'Effect':'allow','Principal':{'AWS':['111122223333','arn:aws:iam::111122223333:role/ci']},'Action':'ECR:*'",
                "'Sid':'new statement','Effect':'Deny','NotPrincipal':{'AWS':'111122223333'},'NotAction':['ecr:DescribeRegistry']",
                "'Sid':'PrivateReadOnly','Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:root'},"
                        + "'Action':['ecr:BatchGetImage','ecr:GetAuthorizationToken']",
                "'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::cloudfront:user/x'},'Action':'ecr:BatchGetImage'",
                "'Effect':'Allow','Principal':{'Service':'lambda.amazonaws.com'},'Action':['ecr:BatchGetImage','ecr:Get*'],"
                        + "'Condition':{'StringLike':{'aws:sourceArn':'arn:aws:lambda:eu-west-1:111122223333:function:*'}}",
                "'Effect':'Allow','Principal':'*','Action':'ecr:BatchGetImage','Condition':{'Bool':{'aws:SecureTransport':true}}",
                "'Effect':'Allow','Principal':{'TypeOfTomorrow':'x'},'Action':'ecr:ActionOfTomorrow','KeyOfTomorrow':[null]"
            })
    void shouldAcceptWhatIamAllows(String members) {
        assertThat(statements("{" + members + "}").violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'Principal':'*','Action':'ecr:PutImage' | Effect is missing; write Allow or Deny
            'Effect':'Permit','Principal':'*','Action':'ecr:PutImage' | Effect must be Allow or Deny
            'Effect':['Allow'],'Principal':'*','Action':'ecr:PutImage' | Effect must be Allow or Deny
            'Effect':'Allow','Action':'ecr:PutImage' | has neither Principal nor NotPrincipal; write exactly one of them
            'Effect':'Allow','Principal':'*','NotPrincipal':{'AWS':'111122223333'},'Action':'ecr:PutImage' | has both Principal and NotPrincipal; write exactly one of them
            'Effect':'Allow','Principal':'*' | has neither Action nor NotAction; write exactly one of them
            'Effect':'Allow','Principal':'*','Action':'ecr:PutImage','NotAction':'ecr:PutImage' | has both Action and NotAction; write exactly one of them
            'Effect':'Allow','Principal':'111122223333','Action':'ecr:PutImage' | Principal must be "*" or an object such as {"AWS": ["<account id or ARN>"]}
            'Effect':'Allow','Principal':['111122223333'],'Action':'ecr:PutImage' | Principal must be "*" or an object such as {"AWS": ["<account id or ARN>"]}
            'Effect':'Allow','Principal':{},'Action':'ecr:PutImage' | Principal must be "*" or an object such as {"AWS": ["<account id or ARN>"]}
            'Effect':'Allow','Principal':null,'Action':'ecr:PutImage' | Principal must be "*" or an object such as {"AWS": ["<account id or ARN>"]}
            'Effect':'Allow','Principal':{'AWS':[]},'Action':'ecr:PutImage' | Principal.AWS must be a string or a list of at least one string
            'Effect':'Allow','Principal':{'AWS':111122223333},'Action':'ecr:PutImage' | Principal.AWS holds the number 111122223333; write account ids as strings, in quotes and with all 12 digits
            'Effect':'Allow','Principal':{'AWS':['444455556666',111122223333]},'Action':'ecr:PutImage' | Principal.AWS holds the number 111122223333; write account ids as strings, in quotes and with all 12 digits
            'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::123456789:role/ProductionECS'},'Action':'ecr:PutImage' | Principal.AWS arn:aws:iam::123456789:role/ProductionECS names an account of 9 digits; an account id has 12, leading zeros included
            'Effect':'Allow','Principal':{'AWS':['444455556666','1234567890123']},'Action':'ecr:PutImage' | Principal.AWS 1234567890123 names an account of 13 digits; an account id has 12, leading zeros included
            'Effect':'Deny','NotPrincipal':{'AWS':'1'},'Action':'ecr:PutImage' | NotPrincipal.AWS 1 names an account of 1 digit; an account id has 12, leading zeros included
            'Effect':'Deny','Principal':'*','NotAction':'s3:GetObject' | NotAction s3:GetObject is not one of ECR; every action must start with "ecr:" or be "*"
            'Effect':'Allow','Principal':'*','Action':[] | Action must be a string or a list of at least one string
            'Effect':'Allow','Principal':'*','Action':[1] | Action must be a string or a list of at least one string
            'Effect':'Allow','Principal':'*','Action':null | Action must be a string or a list of at least one string
            'Effect':'Allow','Principal':'*','NotAction':[] | NotAction must be a string or a list of at least one string
            'Effect':'Allow','Principal':'*','Action':'s3:GetObject' | Action s3:GetObject is not one of ECR; every action must start with "ecr:" or be "*"
            'Effect':'Allow','Principal':'*','Action':'something secret' | Action is not one of ECR; every action must start with "ecr:" or be "*"
            'Effect':'Allow','Principal':'*','Action':'ecr-public:*' | Action ecr-public:* is not one of ECR; every action must start with "ecr:" or be "*"
            'Sid':null,'Effect':'Allow','Principal':'*','Action':'ecr:PutImage' | Sid must be a string; leave it out where there is none
            'Effect':'Allow','Principal':'*','Action':'ecr:PutImage','Condition':null | Condition must be an object of operators; leave it out where there is none
            'Effect':'Allow','Principal':'*','Action':'ecr:PutImage','Condition':{'Bool':true} | Condition.Bool must be an object of condition keys and their values
            'Effect':'Allow','Principal':'*','Action':'ecr:PutImage','Condition':{'Bool':{'a:b':[]}} | Condition.Bool.a:b must be a string or a list of at least one string
            'Effect':'Allow','Principal':'*','Action':'ecr:PutImage','Condition':{'StringEquals':{'a:b':null}} | Condition.StringEquals.a:b must be a string or a list of at least one string
            'Effect':'Allow','Principal':'*','Action':'ecr:PutImage','Condition':{'Bool':{'a:b':'x','A:b':'x'}} | Condition.Bool names one condition key twice in different case (a:b); put all its values in one list
            'Effect':'Allow','Principal':'*','Action':'ecr:PutImage','Condition':{'Bool':{'a:b':'x'},'bool':{'a:c':'x'}} | Condition names one operator twice in different case (bool); put all its values in one list
            """)
    void shouldNameStatementAndRepairWhenRefused(String members, String violation) {
        // Given
        RepositoryPolicyDocument document =
                statements("{'Effect':'Deny','Principal':'*','Action':'*'}", "{" + members + "}");

        // Then
        assertThat(document.violations()).containsExactly("Statement[1]: " + violation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ecr:DescribeRegistry",
                "ecr:DescribeReplicationBackfillResults",
                "ecr:ListReplicationBackfills",
                "ecr:StartReplicationBackfill",
                "ecr:StopReplicationBackfill",
                "ecr:PutReplicationConfiguration",
                "ecr:CreatePullThroughCacheRule",
                "ecr:PutSigningConfiguration"
            })
    void shouldSayWhyWhenActionIsOfTheRegistry(String action) {
        // Given
        RepositoryPolicyDocument document =
                Documents.action("['ecr:BatchGetImage','" + action.toUpperCase(Locale.ROOT) + "']");

        // Then
        assertThat(document.violations())
                .containsExactly(
                        "Statement[0]: Action " + action + " acts on the registry and not on a repository, so ECR"
                                + " refuses it here; allow it in an IAM policy of the caller");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Resource", "NotResource"})
    void shouldRefuseResourceAwsCdk3583And24314(String key) {
        assertThat(Documents.statementWith("'" + key + "':'*'").violations())
                .containsExactly("Statement[0]: " + key
                        + " must be left out; the policy applies to the repository that it is set on");
    }

    @Test
    void shouldRefuseWildcardInArnTerraformProviderAws3924() {
        // Given
        RepositoryPolicyDocument document =
                Documents.principal("{'AWS':['arn:aws:iam::111122223333:*','444455556666']}");

        // Then
        assertThat(document.violations())
                .containsExactly(
                        "Statement[0]: Principal.AWS has a wildcard inside an ARN, which IAM does not match; name"
                                + " the account and narrow it with a Condition on aws:PrincipalArn");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {} | Statement is missing; write a list of statements
            {'Statement':'x'} | Statement must be a list of statements
            {'Statement':null} | Statement must be a list of statements
            {'Statement':[]} | Statement is empty, which ECR does not store; add a statement, or remove the policy instead
            {'Statement':['x']} | Statement[0]: must be an object with Effect, Principal and Action
            {'Version':'2015-01-01','Statement':{'Effect':'Allow','Principal':'*','Action':'*'}} | Version must be 2012-10-17 or 2008-10-17
            {'Version':null,'Statement':{'Effect':'Allow','Principal':'*','Action':'*'}} | Version must be 2012-10-17 or 2008-10-17
            {'Id':7,'Statement':{'Effect':'Allow','Principal':'*','Action':'*'}} | Id must be a string; leave it out where there is none
            """)
    void shouldRefuseDocumentWhenItsFrameIsWrong(String document, String violation) {
        assertThat(policy(document).violations()).containsExactly(violation);
    }

    @Test
    void shouldNameAuthorsPlaceWhenStatementsAreSortedOtherwise() {
        assertThat(statements(
                                "{'Sid':'z','Effect':'Allow','Principal':'*','Action':'*'}",
                                "{'Sid':'a','Effect':'Allow','Principal':'*'}")
                        .violations())
                .containsExactly("Statement[1]: has neither Action nor NotAction; write exactly one of them");
    }

    @Test
    void shouldCountCharactersOfCanonicalTextWhenTooLong() {
        // Given
        int rest = Documents.statementWith("'Sid':''").text().length();

        // Then
        assertThat(Documents.statementWith("'Sid':'" + "s".repeat(10_240 - rest) + "'" + " ".repeat(9_000))
                        .violations())
                .isEmpty();
        assertThat(Documents.statementWith("'Sid':'" + "s".repeat(10_241 - rest) + "'")
                        .violations())
                .containsExactly("the policy has 10241 characters without white space; ECR takes at most 10240, merge"
                        + " statements or use wildcards");
    }

    @Test
    void shouldNameBothSizesWhenStillTooLongWithoutWhiteSpace() {
        // Given
        String spelled = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"" + "s".repeat(10_240)
                + "\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"ecr:*\"}]" + " ".repeat(1_000) + "}";

        // Then
        assertThat(RepositoryPolicyDocument.parse(spelled).violations())
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .contains("characters without white space (" + spelled.length() + " as written)");
    }
}
