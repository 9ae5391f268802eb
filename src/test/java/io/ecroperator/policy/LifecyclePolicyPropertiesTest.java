package io.ecroperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class LifecyclePolicyPropertiesTest {

    @Property
    void shouldBeEqualWhenWrittenInOtherWords(
            @ForAll("policies") ObjectNode policy, @ForAll long oneSeed, @ForAll long otherSeed) {
        // Given
        LifecyclePolicyDocument original = LifecyclePolicyDocument.of(policy);
        LifecyclePolicyDocument one =
                LifecyclePolicyDocument.parse(new RandomSpelling(oneSeed).lifecyclePolicy(policy));
        LifecyclePolicyDocument other =
                LifecyclePolicyDocument.parse(new RandomSpelling(otherSeed).lifecyclePolicy(policy));

        // Then
        assertThat(one).isEqualTo(original).isEqualTo(other).hasSameHashCodeAs(original);
        assertThat(original).isEqualTo(one);
        assertThat(one.digest()).isEqualTo(original.digest());
        assertThat(one.text()).isEqualTo(original.text());
        assertThat(one.violations()).hasSameSizeAs(original.violations());
    }

    @Property
    void shouldReadBackTheSameWhenSent(@ForAll("policies") ObjectNode policy) {
        // Given
        LifecyclePolicyDocument document = LifecyclePolicyDocument.of(policy);

        // When
        LifecyclePolicyDocument read = LifecyclePolicyDocument.parse(document.text());

        // Then
        assertThat(read).isEqualTo(document);
        assertThat(read.text()).isEqualTo(document.text());
    }

    @Property(tries = 300)
    void shouldDifferWhenOneThingChanged(@ForAll("policies") ObjectNode policy) {
        // Given
        LifecyclePolicyDocument original = LifecyclePolicyDocument.of(policy);
        List<JsonNode> mutations = Mutations.of(policy).stream()
                .filter(mutation -> mutation.path("rules").isArray())
                .toList();

        // Then
        assertThat(mutations).isNotEmpty().allSatisfy(mutation -> {
            LifecyclePolicyDocument changed = LifecyclePolicyDocument.of(mutation);
            assertThat(changed).isNotEqualTo(original);
            assertThat(original).isNotEqualTo(changed);
            assertThat(changed.digest()).isNotEqualTo(original.digest());
        });
    }

    @Property
    void shouldListViolationsWhateverTheRulesAre(
            @ForAll @Size(max = 3) List<@From("json") JsonNode> rules, @ForAll("json") JsonNode other) {
        // Given
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.set("rules", JsonNodeFactory.instance.arrayNode().addAll(rules));
        policy.set("other", other);
        LifecyclePolicyDocument document = LifecyclePolicyDocument.of(policy);

        // Then
        assertThat(document.violations()).doesNotContainNull();
        assertThat(LifecyclePolicyDocument.parse(document.text())).isEqualTo(document);
    }

    @Property
    void shouldOnlyFailWithSyntaxWhateverTheTextIs(@ForAll String text, @ForAll("json") JsonNode json) {
        for (String candidate : List.of(text, json.toString(), "{" + text, json + text)) {
            try {
                assertThat(LifecyclePolicyDocument.parse(candidate).text()).startsWith("{\"rules\":[");
            } catch (PolicySyntaxException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Provide
    Arbitrary<ObjectNode> policies() {
        return PolicyArbitraries.lifecyclePolicy();
    }

    @Provide
    Arbitrary<JsonNode> json() {
        return PolicyArbitraries.json();
    }
}
