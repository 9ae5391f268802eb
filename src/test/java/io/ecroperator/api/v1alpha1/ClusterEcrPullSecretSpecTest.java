package io.ecroperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterEcrPullSecretSpecTest {

    private static final String LABEL = "kubernetes.io/metadata.name";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kube-*         | kube-system      | true
            kube-*         | kube-            | true
            kube-*         | team-kube-a      | false
            *-sandbox      | team-a-sandbox   | true
            *-sandbox      | sandbox          | false
            team-*-dev     | team-a-dev       | true
            team-*-dev     | team-dev         | false
            team-*-dev     | team-a-dev-dev   | true
            *a*a*          | banana           | true
            *a*a*          | bandit           | false
            *              | anything         | true
            team           | team             | true
            team           | team-a           | false
            team.          | teams            | false
            """)
    void shouldExcludeByNameAndByPattern(String pattern, String namespace, boolean excluded) {
        assertThat(selects("{}", pattern, namespace)).isEqualTo(!excluded);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                               | false
            {matchLabels: {team: system}}                                                                    | false
            {matchExpressions: [{key: kubernetes.io/metadata.name, operator: Exists}]}                       | false
            {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [team-a]}]}      | false
            {matchLabels: {kubernetes.io/metadata.name: kube-system}}                                        | true
            {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [a, kube-system]}]} | true
            """)
    void shouldSelectANamespaceOfTheSystemOnlyByItsName(String selector, boolean selected) {
        assertThat(selects(selector, "none", "kube-system")).isEqualTo(selected);
    }

    @Test
    void shouldEndInTimeWhateverThePattern() {
        assertThat(new NamePattern("*a".repeat(31) + "b").matches("a".repeat(63)))
                .isFalse();
    }

    private static boolean selects(String selector, String excluded, String namespace) {
        String spec = "namespaceSelector: " + selector + "\nexcludeNamespaces: ['" + excluded + "']";
        return Serialization.unmarshal(spec, ClusterEcrPullSecretSpec.class)
                .selects(namespace, Map.of(LABEL, namespace, "team", "system"));
    }
}
