package io.ecroperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositorySelectorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                     | true
            {matchLabels: {team: a}}                                               | true
            {matchLabels: {team: b}}                                               | false
            {matchLabels: {other: a}}                                              | false
            {matchLabels: {team: a, tier: dev}}                                    | true
            {matchLabels: {team: a, tier: prod}}                                   | false
            {matchExpressions: [{key: team, operator: In, values: [b, a]}]}        | true
            {matchExpressions: [{key: team, operator: In, values: [b]}]}           | false
            {matchExpressions: [{key: other, operator: In, values: [a]}]}          | false
            {matchExpressions: [{key: team, operator: NotIn, values: [a]}]}        | false
            {matchExpressions: [{key: team, operator: NotIn, values: [b]}]}        | true
            {matchExpressions: [{key: other, operator: NotIn, values: [a]}]}       | true
            {matchExpressions: [{key: team, operator: Exists}]}                    | true
            {matchExpressions: [{key: other, operator: Exists}]}                   | false
            {matchExpressions: [{key: other, operator: DoesNotExist}]}             | true
            {matchExpressions: [{key: team, operator: DoesNotExist}]}              | false
            {matchLabels: {team: a}, matchExpressions: [{key: x, operator: Exists}]} | false
            """)
    void shouldSelectAsKubernetesDoes(String selector, boolean selected) throws JsonProcessingException {
        assertThat(read(selector).matches(Map.of("team", "a", "tier", "dev"))).isEqualTo(selected);
    }

    @Test
    void shouldTakeMissingLabelsForNone() throws JsonProcessingException {
        assertThat(read("{}").matches(null)).isTrue();
        assertThat(read("{matchLabels: {team: a}}").matches(null)).isFalse();
    }

    private static RepositorySelector read(String yaml) throws JsonProcessingException {
        return new YAMLMapper().readValue(yaml, RepositorySelector.class);
    }
}
