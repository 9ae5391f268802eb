package io.ecroperator.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.access.Power;
import io.ecroperator.access.Powers;
import io.ecroperator.runtime.OperatorConfig;
import io.ecroperator.runtime.Settings;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrantedPowersTest {

    @ParameterizedTest
    @EnumSource(Power.class)
    void shouldGrantAPowerToTheNamespacesOfItsOwnSettingAndNoOther(Power power) {
        // Given
        Map<String, String> environment =
                Map.of("ECR_OPERATOR_CLUSTER_NAME", "prod", power.variable(), "platform,*-ops");

        // When
        Powers powers = GrantedPowers.of(Settings.of(environment).powers());

        // Then
        assertThat(Settings.violations(environment)).isEmpty();
        assertThat(Arrays.stream(Power.values()).filter(each -> powers.grants(each, "platform")))
                .containsExactly(power);
        assertThat(powers.grants(power, "team-a-ops")).isTrue();
        assertThat(powers.grants(power, "team-a")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void shouldGrantNoPowerUnlessItIsSet(Power power) {
        // Given
        OperatorConfig absent = Settings.of(Map.of());
        OperatorConfig empty = Settings.of(Map.of(power.variable(), ""));

        // When
        // Then
        assertThat(GrantedPowers.of(absent.powers()).grants(power, "platform")).isFalse();
        assertThat(GrantedPowers.of(empty.powers()).grants(power, "platform")).isFalse();
    }
}
