package io.ecroperator.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.RegistryKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PowersTest {

    @ParameterizedTest
    @CsvSource({
        "platform, platform, true",
        "platform, platform-a, false",
        "platform, a-platform, false",
        "platform-*, platform-a, true",
        "platform-*, platform, false",
        "*-ops, team-a-ops, true",
        "team;platform, platform, true",
        "team;platform, teams, false",
        "*, anything, true",
        "'', platform, false"
    })
    void shouldGrantToTheNamespacesThatAreListed(String listed, String namespace, boolean granted) {
        // Given
        List<String> namespaces =
                Arrays.stream(listed.split(";")).filter(each -> !each.isEmpty()).toList();
        Powers powers = new Powers(Map.of(Power.ON_EXISTING_REPLACE, namespaces));

        // Then
        assertThat(powers.grants(Power.ON_EXISTING_REPLACE, namespace)).isEqualTo(granted);
        assertThat(powers.missing(Power.ON_EXISTING_REPLACE, RegistryKind.ECR_LIFECYCLE_POLICY, namespace)
                        .isEmpty())
                .isEqualTo(granted);
        assertThat(powers.grants(Power.ADOPTION_POLICY_ALWAYS, namespace))
                .as("one power is not another")
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void shouldGrantNothingUnlessItIsListed(Power power) {
        assertThat(Powers.NONE.grants(power, "platform")).isFalse();
    }

    @Test
    void shouldSayWhoGrantsWhatIsMissingAndHow() {
        assertThat(Powers.NONE.missing(Power.REPOSITORY_NAME_PATTERNS, RegistryKind.ECR_LIFECYCLE_POLICY, "team-a"))
                .contains("Whoever runs the operator grants that, by adding team-a to"
                        + " ECR_OPERATOR_POWERS_REPOSITORY_NAME_PATTERNS.");
    }
}
