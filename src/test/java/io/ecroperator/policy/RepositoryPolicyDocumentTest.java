package io.ecroperator.policy;

import static io.ecroperator.policy.Documents.action;
import static io.ecroperator.policy.Documents.json;
import static io.ecroperator.policy.Documents.policy;
import static io.ecroperator.policy.Documents.principal;
import static io.ecroperator.policy.Documents.statementWith;
import static io.ecroperator.policy.Documents.statements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ecroperator.compared.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryPolicyDocumentTest {

    private static final String PULL = "{'Sid':'pull','Effect':'Allow','Principal':{'AWS':['111122223333',"
            + "'arn:aws:iam::444455556666:role/ci']},'Action':['ecr:BatchGetImage','ecr:GetDownloadUrlForLayer']}";
    private static final String DENY = "{'Sid':'deny','Effect':'Deny','Principal':'*','Action':'ecr:PutImage'}";

    private static void assertSame(RepositoryPolicyDocument one, RepositoryPolicyDocument other) {
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(other).isEqualTo(one);
        assertThat(one.digest()).isEqualTo(other.digest());
    }

    private static void assertDifferent(RepositoryPolicyDocument one, RepositoryPolicyDocument other) {
        assertThat(one).isNotEqualTo(other);
        assertThat(other).isNotEqualTo(one);
        assertThat(one.digest()).isNotEqualTo(other.digest());
    }

    @Test
    void shouldSendOneOrderAndAuthorsSpellingWhenShuffled() {
        // Given
        RepositoryPolicyDocument document = policy("""
                {'Statement': {'Zeta': {'b': [2, 1], 'a': null},
                   'Condition': {'StringLike': {'aws:PrincipalArn': ['b', 'a', 'b']}, 'Bool': {'aws:SecureTransport': true},
                                 'NumericLessThan': {'s3:max-keys': [10, 9.0]}},
                   'Action': ['ecr:BatchGetImage'], 'NotPrincipal': {'Service': ['b', 'a'], 'AWS': ['*']},
                   'Effect': 'allow'},
                 'Id': 'x', 'Alpha': 1}
                """);

        // Then
        assertThat(document.text()).isEqualTo(json("""
                {'Version':'2008-10-17','Id':'x','Statement':[{'Effect':'Allow','NotPrincipal':{'AWS':'*',\
                'Service':['a','b']},'Action':'ecr:BatchGetImage','Condition':{'Bool':{'aws:SecureTransport':'true'},\
                'NumericLessThan':{'s3:max-keys':['10','9']},'StringLike':{'aws:PrincipalArn':['a','b']}},\
                'Zeta':{'a':null,'b':[2,1]}}],'Alpha':1}"""));
        assertThat(RepositoryPolicyDocument.parse(document.text()).text()).isEqualTo(document.text());
        assertSame(RepositoryPolicyDocument.parse(document.text()), document);
    }

    @Test
    @Shows("provider-aws#700")
    void shouldIgnorePrincipalOrderAndAccountRootCrossplaneProviderAws700() {
        assertSame(
                statements(PULL),
                statements("{'Sid':'pull','Effect':'Allow','Principal':{'AWS':['arn:aws:iam::444455556666:role/ci',"
                        + "'arn:aws:iam::111122223333:root']},"
                        + "'Action':['ecr:GetDownloadUrlForLayer','ecr:BatchGetImage']}"));
    }

    @Test
    void shouldIgnoreOrderThatChangesBetweenReadsCrossplaneProviderAws780() {
        // Given
        RepositoryPolicyDocument firstRead = principal("{'AWS':['111122223333','444455556666','777788889999']}");
        RepositoryPolicyDocument secondRead = principal("{'AWS':['777788889999','111122223333','444455556666']}");

        // Then
        assertSame(firstRead, secondRead);
        assertThat(firstRead.text()).isEqualTo(secondRead.text());
    }

    @Test
    @Shows("terraform-provider-aws#19365")
    void shouldIgnorePrincipalOrderTerraformProviderAws19365And36012() {
        assertSame(
                principal("{'AWS':['arn:aws:iam::111122223333:role/a','arn:aws:iam::111122223333:role/b']}"),
                principal("{'AWS':['arn:aws:iam::111122223333:role/b','arn:aws:iam::111122223333:role/a']}"));
    }

    @Test
    @Shows("ecr-controller#152")
    void shouldIgnoreWhiteSpaceAndReserialisationAwsControllersEcrController152() {
        assertSame(
                policy("{ 'Statement' : [ " + PULL + ",\n\t" + DENY + " ] ,\r\n 'Version' : '2012-10-17' }"),
                statements(DENY, PULL));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'AWS':'111122223333'}                                          | {'AWS':['arn:aws:iam::111122223333:root']}
            {'AWS':'111122223333'}                                          | {'AWS':'arn:aws-cn:iam::111122223333:root'}
            {'AWS':'arn:aws-us-gov:iam::111122223333:root'}                 | {'AWS':'arn:aws:iam::111122223333:root'}
            {'AWS':['111122223333','arn:aws:iam::111122223333:root']}       | {'AWS':'111122223333'}
            {'Service':['lambda.amazonaws.com','lambda.amazonaws.com']}     | {'Service':'lambda.amazonaws.com'}
            """)
    void shouldBeEqualWhenPrincipalsMeanTheSame(String one, String other) {
        assertSame(principal(one), principal(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'*'", "{'AWS':'*'}", "{'AWS':['*']}", "{'AWS':['*','*']}"})
    void shouldBeEqualWhenPrincipalIsEverybody(String everybody) {
        assertSame(principal(everybody), principal("'*'"));
        assertDifferent(principal(everybody), principal("{'AWS':'111122223333'}"));
        assertDifferent(principal(everybody), principal("{'Service':'*'}"));
        assertDifferent(principal(everybody), principal("{'AWS':'*','Service':'lambda.amazonaws.com'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'AWS':'111122223333'}                              | {'AWS':'111122223334'}
            {'AWS':'111122223333'}                              | {'AWS':'arn:aws:iam::111122223333:user/root'}
            {'AWS':'111122223333'}                              | {'AWS':'arn:aws:iam::11112222333:root'}
            {'AWS':'111122223333'}                              | {'Service':'111122223333'}
            {'Service':'111122223333'}                          | {'Service':'arn:aws:iam::111122223333:root'}
            {'AWS':'arn:aws:iam::111122223333:role/a'}          | {'AWS':'arn:aws-cn:iam::111122223333:role/a'}
            {'AWS':'arn:aws:iam::111122223333:role/a'}          | {'AWS':'arn:aws:iam::111122223333:role/A'}
            {'AWS':['111122223333','444455556666']}             | {'AWS':['111122223333']}
            """)
    void shouldDifferWhenPrincipalsAreOthers(String one, String other) {
        assertDifferent(principal(one), principal(other));
    }

    @Test
    void shouldReportDeletedPrincipalAndNotTakeItForTheRole() {
        // Given
        String role = "arn:aws:iam::111122223333:role/ci";
        RepositoryPolicyDocument wanted = principal("{'AWS':'" + role + "'}");
        RepositoryPolicyDocument found = statements(
                "{'Effect':'Allow','Principal':{'AWS':'AROAEXAMPLEID12345678'},'Action':'ecr:BatchGetImage'}",
                "{'Effect':'Deny','NotPrincipal':{'AWS':['" + role + "','AIDAEXAMPLEID12345678']},'Action':'*'}",
                "{'Effect':'Deny','Principal':{'Service':'AROAEXAMPLEID87654321'},'Action':'*'}",
                "'nonsense'");

        // Then
        assertThat(found.deletedPrincipals()).containsExactly("AIDAEXAMPLEID12345678", "AROAEXAMPLEID12345678");
        assertThat(wanted.deletedPrincipals()).isEmpty();
        assertThat(principal("'*'").deletedPrincipals()).isEmpty();
        assertDifferent(wanted, principal("{'AWS':'AROAEXAMPLEID12345678'}"));
    }

    @Test
    void shouldTellVersionsApartButKnowTheDefault() {
        // Given
        RepositoryPolicyDocument none = policy("{'Statement':[" + PULL + "]}");
        RepositoryPolicyDocument first = policy("{'Version':'2008-10-17','Statement':[" + PULL + "]}");

        // Then
        assertSame(none, first);
        assertThat(none.text()).isEqualTo(first.text());
        assertDifferent(none, statements(PULL));
    }

    @Test
    void shouldTakeStatementsAsASetWhenRepeated() {
        assertSame(statements(PULL, DENY, PULL), statements(DENY, PULL));
        assertSame(policy("{'Version':'2012-10-17','Statement':" + PULL + "}"), statements(PULL));
        assertDifferent(statements(PULL, DENY), statements(PULL));
        assertThat(statements(PULL, DENY, PULL).text())
                .isEqualTo(statements(DENY, PULL).text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-1'}}      | 'Condition':{'stringequals':{'AWS:principalorgid':['o-1']}}
            'Condition':{'Bool':{'aws:SecureTransport':true}}             | 'Condition':{'Bool':{'aws:SecureTransport':'true'}}
            'Condition':{'NumericEquals':{'a:b':5}}                       | 'Condition':{'NumericEquals':{'a:b':['5']}}
            'Condition':{'NumericEquals':{'a:b':5.0}}                     | 'Condition':{'NumericEquals':{'a:b':'5'}}
            'Condition':{'IpAddress':{'aws:SourceIp':['b','a']}}          | 'Condition':{'IpAddress':{'aws:SourceIp':['a','b','a']}}
            'X':1,'Condition':{}                                          | 'X':1
            'X':1,'Condition':{'StringLike':{}}                           | 'X':1
            'Resource':'*'                                                | 'Resource':['*']
            'x':{'a':1,'b':2}                                             | 'x':{'b':2.0,'a':1}
            """)
    void shouldBeEqualWhenMembersMeanTheSame(String one, String other) {
        assertSame(statementWith(one), statementWith(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'Condition':{'StringEquals':{'a:b':'o-1'}}     | 'Condition':{'StringEquals':{'a:b':'O-1'}}
            'Condition':{'StringEquals':{'a:b':'o-1'}}     | 'Condition':{'StringLike':{'a:b':'o-1'}}
            'Condition':{'StringEquals':{'a:b':'o-1'}}     | 'Condition':{'StringEquals':{'a:c':'o-1'}}
            'Condition':{'StringEquals':{'a:b':'5.0'}}     | 'Condition':{'StringEquals':{'a:b':5.0}}
            'Condition':{'StringEquals':{'a:b':[]}}        | 'X':1
            'Condition':{'StringEquals':{'a:b':null}}      | 'X':1
            'Condition':{'StringEquals':{'a:b':[]}}        | 'Condition':{'StringEquals':{'a:b':null}}
            'Condition':null                               | 'X':1
            'Sid':''                                       | 'X':1
            'Sid':'a'                                      | 'Sid':'A'
            'x':[1,2]                                      | 'x':[2,1]
            'x':'a'                                        | 'x':['a']
            'x':1                                          | 'x':2
            'x':null                                       | 'X':1
            """)
    void shouldDifferWhenMembersMeanOtherThings(String one, String other) {
        assertDifferent(statementWith(one), statementWith(other));
    }

    @Test
    void shouldNotMergeConditionKeysWhenOneIsWrittenTwice() {
        // Given
        RepositoryPolicyDocument both = statementWith("'Condition':{'StringEquals':{'a:b':'1','A:B':'2'}}");

        // Then
        assertDifferent(both, statementWith("'Condition':{'StringEquals':{'a:b':['1','2']}}"));
        assertDifferent(both, statementWith("'Condition':{'StringEquals':{'a:b':'2','A:B':'1'}}"));
        assertDifferent(both, statementWith("'Condition':{'StringEquals':{'a:b':'1'}}"));
        assertSame(both, statementWith("'Condition':{'StringEquals':{'A:B':['2'],'a:b':['1']}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'ECR:batchgetimage'", "['ecr:BatchGetImage']", "['ecr:BatchGetImage','ecr:batchgetimage']"})
    void shouldIgnoreCaseOfActionsBecauseIamDoes(String action) {
        assertSame(action(action), action("'ecr:BatchGetImage'"));
        assertDifferent(action(action), action("'ecr:BatchGet*'"));
    }

    @Test
    void shouldSendActionAsWrittenBecauseEcrMightMindItsCase() {
        assertThat(action("'ecr:BatchGetImage'").text()).contains("ecr:BatchGetImage");
    }

    @Test
    void shouldTellNegatedElementsApart() {
        assertDifferent(
                statements("{'Effect':'Deny','Principal':{'AWS':'111122223333'},'Action':'*'}"),
                statements("{'Effect':'Deny','NotPrincipal':{'AWS':'111122223333'},'Action':'*'}"));
        assertDifferent(
                statements("{'Effect':'Deny','Principal':'*','Action':'ecr:PutImage'}"),
                statements("{'Effect':'Deny','Principal':'*','NotAction':'ecr:PutImage'}"));
        assertSame(
                statements("{'Effect':'Deny','NotPrincipal':{'AWS':'111122223333'},'NotAction':['ecr:a','ecr:b']}"),
                statements("{'Effect':'DENY','NotPrincipal':{'AWS':['arn:aws:iam::111122223333:root']},"
                        + "'NotAction':['ecr:B','ecr:A']}"));
    }

    @Test
    void shouldCountIdAndUnknownKeysOfTheDocument() {
        assertDifferent(policy("{'Id':'a','Statement':[]}"), policy("{'Id':'b','Statement':[]}"));
        assertDifferent(policy("{'Id':'a','Statement':[]}"), policy("{'Statement':[]}"));
        assertDifferent(policy("{'Future':1,'Statement':[]}"), policy("{'Statement':[]}"));
    }

    @Test
    void shouldReadBackTheSameWhenAnEmptyOperatorIsNamedTwice() {
        // Given
        RepositoryPolicyDocument document =
                statementWith("'Condition':{'stringequals':{'aws:SourceAccount':'1'},'StringEquals':{}}");

        // Then
        assertSame(RepositoryPolicyDocument.parse(document.text()), document);
        assertSame(document, statementWith("'Condition':{'StringEquals':{'aws:SourceAccount':'1'}}"));
    }

    @Test
    void shouldBeEmptyOnlyWhenStatementIsAnEmptyList() {
        assertThat(statements().isEmpty()).isTrue();
        assertThat(statements(PULL).isEmpty()).isFalse();
        assertThat(policy("{}").isEmpty()).isFalse();
        assertThat(policy("{'Statement':{}}").isEmpty()).isFalse();
        assertThat(policy("{'Statement':null}").isEmpty()).isFalse();
    }

    @Test
    void shouldBuildFromTreeWhenStatementsAreTyped() {
        // Given
        var tree = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        var statement = tree.putArray("Statement").addObject().put("Effect", "Allow");
        statement.putObject("Principal").putArray("AWS").add("*");
        statement.putArray("Action").add("ecr:BatchGetImage");

        // Then
        assertSame(RepositoryPolicyDocument.of(tree), action("'ecr:BatchGetImage'"));
    }

    @Test
    void shouldRefuseTextWhenNotAnObject() {
        assertThatThrownBy(() -> RepositoryPolicyDocument.parse("[]"))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessage("must be a JSON object");
        assertThatThrownBy(() -> statementWith("'Effect':'Deny'"))
                .hasMessageStartingWith("has the key \"Effect\" twice");
    }

    @Test
    void shouldKeepBodyOutWhenPrinted() {
        assertThat(statements(PULL, DENY).toString())
                .matches("RepositoryPolicyDocument\\[statements=2, sha256:[0-9a-f]{64}]");
    }
}
