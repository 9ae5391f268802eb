package io.ecroperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RepositoryPolicyPropertiesTest {

    @Property
    void shouldBeEqualWhenWrittenInOtherWords(
            @ForAll("policies") ObjectNode policy, @ForAll long oneSeed, @ForAll long otherSeed) {
        // Given
        RepositoryPolicyDocument original = RepositoryPolicyDocument.of(policy);
        RepositoryPolicyDocument one =
                RepositoryPolicyDocument.parse(new RandomSpelling(oneSeed).repositoryPolicy(policy));
        RepositoryPolicyDocument other =
                RepositoryPolicyDocument.parse(new RandomSpelling(otherSeed).repositoryPolicy(policy));

        // Then
        assertThat(one).isEqualTo(original).isEqualTo(other).hasSameHashCodeAs(original);
        assertThat(original).isEqualTo(one);
        assertThat(one.digest()).isEqualTo(original.digest());
        assertThat(one.deletedPrincipals()).isEqualTo(original.deletedPrincipals());
        assertThat(one.isEmpty()).isEqualTo(original.isEmpty());
        assertThat(one.violations().isEmpty()).isEqualTo(original.violations().isEmpty());
    }

    @Property
    void shouldReadBackTheSameWhenSent(@ForAll("policies") ObjectNode policy) {
        // Given
        RepositoryPolicyDocument document = RepositoryPolicyDocument.of(policy);

        // When
        RepositoryPolicyDocument read = RepositoryPolicyDocument.parse(document.text());

        // Then
        assertThat(read).isEqualTo(document);
        assertThat(read.text()).isEqualTo(document.text());
    }

    @Property(tries = 300)
    void shouldDifferWhenOneThingChanged(@ForAll("policies") ObjectNode policy) {
        // Given
        RepositoryPolicyDocument original = RepositoryPolicyDocument.of(policy);
        List<JsonNode> mutations = Mutations.of(policy);

        // Then
        assertThat(mutations).isNotEmpty().allSatisfy(mutation -> {
            RepositoryPolicyDocument changed = RepositoryPolicyDocument.of(mutation);
            assertThat(changed).isNotEqualTo(original);
            assertThat(original).isNotEqualTo(changed);
            assertThat(changed.digest()).isNotEqualTo(original.digest());
        });
    }

    @Property
    void shouldListViolationsWhateverTheStatementsAre(
            @ForAll("json") JsonNode statement, @ForAll("json") JsonNode other) {
        // Given
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.set("Statement", statement);
        policy.set("Version", other);
        RepositoryPolicyDocument document = RepositoryPolicyDocument.of(policy);

        // Then
        assertThat(document.violations()).doesNotContainNull();
        assertThat(document.deletedPrincipals()).isNotNull();
        assertThat(RepositoryPolicyDocument.parse(document.text())).isEqualTo(document);
    }

    @Property
    void shouldListViolationsWhateverTheMembersAre(
            @ForAll("json") JsonNode effect,
            @ForAll("json") JsonNode principal,
            @ForAll("json") JsonNode action,
            @ForAll("json") JsonNode condition) {
        // Given
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        ObjectNode statement = policy.putArray("Statement").addObject();
        statement.set("Effect", effect);
        statement.set("Principal", principal);
        statement.set("Action", action);
        statement.set("Condition", condition);
        RepositoryPolicyDocument document = RepositoryPolicyDocument.of(policy);

        // Then
        assertThat(document.violations()).doesNotContainNull();
        assertThat(document.deletedPrincipals()).isNotNull();
        assertThat(RepositoryPolicyDocument.parse(document.text())).isEqualTo(document);
        assertThat(RepositoryPolicyDocument.parse(document.text()).text()).isEqualTo(document.text());
    }

    @Property
    void shouldOnlyFailWithSyntaxWhateverTheTextIs(@ForAll String text, @ForAll("json") JsonNode json) {
        for (String candidate : List.of(text, json.toString(), "{" + text, json + text)) {
            try {
                assertThat(RepositoryPolicyDocument.parse(candidate).text()).startsWith("{\"Version\":");
            } catch (PolicySyntaxException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Provide
    Arbitrary<ObjectNode> policies() {
        return PolicyArbitraries.repositoryPolicy();
    }

    @Provide
    Arbitrary<JsonNode> json() {
        return PolicyArbitraries.json();
    }
}
