package io.ecroperator.pullsecret;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.HostForm;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryHostsTest {

    @ParameterizedTest
    @CsvSource({
        "eu-central-1, STANDARD, 123456789012.dkr.ecr.eu-central-1.amazonaws.com",
        "us-east-1, FIPS, 123456789012.dkr.ecr-fips.us-east-1.amazonaws.com",
        "us-east-1, DUAL_STACK, 123456789012.dkr-ecr.us-east-1.on.aws",
        "us-east-1, DUAL_STACK_FIPS, 123456789012.dkr-ecr-fips.us-east-1.on.aws",
        "us-gov-west-1, STANDARD, 123456789012.dkr.ecr.us-gov-west-1.amazonaws.com",
        "us-gov-west-1, FIPS, 123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com",
        "us-gov-east-1, DUAL_STACK_FIPS, 123456789012.dkr-ecr-fips.us-gov-east-1.on.aws",
        "cn-north-1, STANDARD, 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn",
        "cn-northwest-1, DUAL_STACK, 123456789012.dkr-ecr.cn-northwest-1.on.amazonwebservices.com.cn",
        "cn-north-1, FIPS,",
        "cn-north-1, DUAL_STACK_FIPS,",
        "eusc-de-east-1, STANDARD, 123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu",
        "eusc-de-east-1, DUAL_STACK,",
        "us-iso-east-1, STANDARD, 123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov",
        "us-isob-east-1, STANDARD, 123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov",
        "us-isof-south-1, STANDARD, 123456789012.dkr.ecr.us-isof-south-1.csp.hci.ic.gov",
        "eu-isoe-west-1, STANDARD, 123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk",
        "us-iso-east-1, FIPS,"
    })
    void shouldNameTheHostOfARegistry(String region, HostForm form, String host) {
        assertThat(RegistryHosts.host("123456789012", region, form)).isEqualTo(Optional.ofNullable(host));
    }

    @ParameterizedTest
    @CsvSource({"STANDARD, public.ecr.aws", "DUAL_STACK, ecr-public.aws.com", "FIPS,", "DUAL_STACK_FIPS,"})
    void shouldNameTheHostOfEcrPublic(HostForm form, String host) {
        assertThat(RegistryHosts.publicHost(form)).isEqualTo(Optional.ofNullable(host));
    }
}
