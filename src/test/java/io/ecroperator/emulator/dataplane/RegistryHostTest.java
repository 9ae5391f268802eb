package io.ecroperator.emulator.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.emulator.RegistryKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryHostTest {
    @ParameterizedTest
    @CsvSource({
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com,eu-west-1",
        "123456789012.DKR.ECR.eu-west-1.amazonaws.com,eu-west-1",
        "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com,us-east-1",
        "123456789012.dkr-ecr.ap-northeast-1.on.aws,ap-northeast-1",
        "123456789012.dkr-ecr-fips.us-west-2.on.aws,us-west-2",
        "123456789012.dkr.ecr.us-gov-west-1.amazonaws.com,us-gov-west-1",
        "123456789012.dkr.ecr-fips.us-gov-east-1.amazonaws.com,us-gov-east-1",
        "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn,cn-north-1",
        "123456789012.dkr-ecr.cn-northwest-1.on.amazonwebservices.com.cn,cn-northwest-1",
        "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu,eusc-de-east-1",
        "123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov,us-iso-east-1",
        "123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov,us-isob-east-1"
    })
    void shouldReadAccountAndRegion(String name, String region) {
        // When / Then
        assertThat(RegistryHost.of(name)).get().isInstanceOfSatisfying(RegistryHost.Private.class, host -> {
            assertThat(host.account()).isEqualTo("123456789012");
            assertThat(host.region()).isEqualTo(region);
            assertThat(host.audience()).isEqualTo(region);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"eu-west-1", "us-gov-west-1", "cn-north-1", "eusc-de-east-1", "us-isof-south-1", "eu-isoe-west-1"
            })
    void shouldBeWhereGetAuthorizationTokenPointsTo(String region) {
        // Given
        RegistryKey registry = new RegistryKey("123456789012", region);

        // When / Then
        assertThat(RegistryHost.of(registry.host()))
                .contains(new RegistryHost.Private(registry.host(), registry.account(), region));
    }

    @ParameterizedTest
    @ValueSource(strings = {"public.ecr.aws", "ecr-public.aws.com"})
    void shouldKnowThePublicRegistry(String name) {
        // When / Then
        assertThat(RegistryHost.of(name)).get().isInstanceOf(RegistryHost.Public.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker.io",
                "amazonaws.com",
                "12345.dkr.ecr.eu-west-1.amazonaws.com",
                "123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.example",
                "123456789012.dkr.ecr.cn-north-1.amazonaws.com",
                "123456789012.dkr.ecr.eu-west-1.amazonaws.com.cn",
                "123456789012.dkr.ecr.eu-west-1.on.aws",
                "123456789012.dkr-ecr.eu-west-1.amazonaws.com",
                "123456789012.dkr.ecr-fips.cn-north-1.amazonaws.com.cn",
                "123456789012.dkr-ecr.us-iso-east-1.",
                "123456789012.dkr.ecr.nowhere.amazonaws.com"
            })
    void shouldBeEmptyWhenEcrHasNoRegistryThere(String name) {
        // When / Then
        assertThat(RegistryHost.of(name)).isEmpty();
    }

    @Test
    void shouldKeepTheLoginsOfThePublicRegistryApartFromEveryRegion() {
        // When / Then
        assertThat(RegistryHost.of("public.ecr.aws").orElseThrow().audience())
                .isNotEqualTo(RegistryHost.of("123456789012.dkr.ecr.us-east-1.amazonaws.com")
                        .orElseThrow()
                        .audience());
    }
}
