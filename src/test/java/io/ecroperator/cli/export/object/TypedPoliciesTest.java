package io.ecroperator.cli.export.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.LifecycleRule;
import io.ecroperator.api.v1alpha1.PolicyStatement;
import io.ecroperator.attachment.PolicyDocuments;
import io.ecroperator.cli.export.object.TypedPolicies.Written;
import io.ecroperator.policy.LifecyclePolicyDocument;
import io.ecroperator.policy.RepositoryPolicyDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedPoliciesTest {

    private static final String RULE =
            "'rulePriority':1,'selection':{'tagStatus':'any','countType':'imageCountMoreThan','countNumber':9%s},"
                    + "'action':{'type':'expire'}";

    private static final String STATEMENT = "'Effect':'Allow','Principal':'*','Action':'ecr:BatchGetImage'";

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'storageClass':'standard'"})
    void shouldTypeRules(String members) {
        String text = json("{'rules':[{" + RULE.formatted(members) + "}]}");

        Written<LifecycleRule> written = TypedPolicies.rules(text);

        assertThat(written.whyText()).isEmpty();
        assertThat(PolicyDocuments.ofRules(written.entries(), null)).isEqualTo(LifecyclePolicyDocument.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",'new':1 | its rules have members that are not known here",
                ",'countUnit':'weeks' | its rules have values that are not known here",
            })
    void shouldWriteRulesThatItDoesNotKnowAsText(String members, String why) {
        String text = json("{'rules':[{" + RULE.formatted(members) + "}]}");

        Written<LifecycleRule> written = TypedPolicies.rules(text);

        assertThat(written.whyText()).contains(why);
        assertThat(LifecyclePolicyDocument.parse(written.text())).isEqualTo(LifecyclePolicyDocument.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                STATEMENT,
                "'Sid':'a b'," + STATEMENT,
                "'Effect':'Allow','Principal':{'AWS':['111122223333','arn:aws:iam::444455556666:role/a']},'Action':['ecr:Get*']",
                "'Effect':'Deny','NotPrincipal':{'AWS':'111122223333'},'NotAction':['ecr:*']",
                "'Effect':'Allow','Principal':{'Service':'lambda.amazonaws.com'},'Action':'*','Condition':{'Bool':"
                        + "{'aws:SecureTransport':true},'NumericLessThan':{'s3:max-keys':10}}",
            })
    void shouldTypeStatements(String statement) {
        String text = json("{'Version':'2012-10-17','Statement':[{" + statement + "}]}");

        Written<PolicyStatement> written = TypedPolicies.statements(text);

        assertThat(written.whyText()).isEmpty();
        assertThat(PolicyDocuments.ofStatements(written.entries(), null))
                .isEqualTo(RepositoryPolicyDocument.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Statement':[{S}]} | its Version is not 2012-10-17, which statements have, and which IAM reads otherwise",
                "{'Version':'2012-10-17','Id':'x','Statement':[{S}]} | it has Id, for which statements have no field",
                "{'Version':'2012-10-17','Statement':[{S,'Resource':'*','X':1}]} | it has Resource, X, for which statements have no field",
                "{'Version':'2012-10-17','Statement':[{S,'Condition':'x'}]} | it has values that statements do not take",
                "{'Version':'2012-10-17','Statement':['x']} | it has values that statements do not take",
            })
    void shouldWriteStatementsThatHaveNoFieldsAsText(String document, String why) {
        String text = json(document.replace("S}", STATEMENT + "}").replace("S,", STATEMENT + ","));

        Written<PolicyStatement> written = TypedPolicies.statements(text);

        assertThat(written.whyText()).contains(why);
        assertThat(RepositoryPolicyDocument.parse(written.text())).isEqualTo(RepositoryPolicyDocument.parse(text));
    }

    @Test
    void shouldLeaveATextThatItCannotReadAsItIs() {
        String twice = "{\"rules\": [], \"rules\": []}";

        assertThat(TypedPolicies.rules(twice).text()).isEqualTo(twice);
        assertThat(TypedPolicies.rules(twice).whyText()).isPresent();
        assertThat(TypedPolicies.statements("[]").text()).isEqualTo("[]");
    }
}
