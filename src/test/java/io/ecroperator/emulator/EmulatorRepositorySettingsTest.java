package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.KmsException;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityResponse;
import software.amazon.awssdk.services.ecr.model.Repository;

class EmulatorRepositorySettingsTest {
    private Emulator emulator;
    private Clients clients;

    @BeforeEach
    void start() {
        emulator = Emulator.start();
        clients = Clients.of(emulator);
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldKeepExclusionFiltersWhenMutabilityExcludes() {
        // Given
        clients.ecr().createRepository(r -> r.repositoryName("api"));

        // When
        PutImageTagMutabilityResponse answer = clients.ecr().putImageTagMutability(r -> r.repositoryName("api")
                .imageTagMutability(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION)
                .imageTagMutabilityExclusionFilters(filter("dev-*")));

        // Then
        assertThat(answer.imageTagMutabilityExclusionFilters()).containsExactly(filter("dev-*"));
        Repository repository =
                clients.ecr().describeRepositories().repositories().getFirst();
        assertThat(repository.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION);
        assertThat(repository.imageTagMutabilityExclusionFilters()).containsExactly(filter("dev-*"));
    }

    @ParameterizedTest
    @CsvSource({
        "MUTABLE,1",
        "IMMUTABLE,1",
        "IMMUTABLE_WITH_EXCLUSION,0",
        "MUTABLE_WITH_EXCLUSION,0",
        "IMMUTABLE_WITH_EXCLUSION,6",
        "SOMETIMES,0"
    })
    void shouldRefuseWhenMutabilityAndFiltersDoNotGoTogether(String mutability, int count) {
        // Given
        emulator.registry().createRepository("api");
        List<ImageTagMutabilityExclusionFilter> filters = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> filters.add(filter("f-" + i)));

        // When / Then
        assertThatThrownBy(() -> clients.ecr().createRepository(r -> {
                    r.repositoryName("new").imageTagMutability(mutability);
                    if (count > 0) {
                        r.imageTagMutabilityExclusionFilters(filters);
                    }
                }))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> clients.ecr().putImageTagMutability(r -> {
                    r.repositoryName("api").imageTagMutability(mutability);
                    if (count > 0) {
                        r.imageTagMutabilityExclusionFilters(filters);
                    }
                }))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(emulator.registry().repositoryNames()).containsExactly("api");
    }

    @Test
    void shouldRefuseAnExclusionFilterOfThreeWildcards() {
        // When / Then
        assertThatThrownBy(() -> clients.ecr().createRepository(r -> r.repositoryName("new")
                        .imageTagMutability("IMMUTABLE_WITH_EXCLUSION")
                        .imageTagMutabilityExclusionFilters(filter("a*b*c*d"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("can contain a maximum of 2 wildcards");
        assertThat(emulator.registry().repositoryNames()).isEmpty();
    }

    @Test
    void shouldResolveTheSameKeyArnWhenAnAliasIsGivenTwice() {
        // When
        Repository first = encrypted("first", EncryptionType.KMS, "alias/ecr");
        Repository second = encrypted("second", EncryptionType.KMS, "alias/ecr");
        Repository managed = encrypted("managed", EncryptionType.KMS, null);

        // Then
        String arn = first.encryptionConfiguration().kmsKey();
        assertThat(arn).startsWith("arn:aws:kms:us-east-1:123456789012:key/");
        assertThat(second.encryptionConfiguration().kmsKey()).isEqualTo(arn);
        assertThat(managed.encryptionConfiguration().kmsKey())
                .startsWith("arn:aws:kms:")
                .isNotEqualTo(arn);
    }

    @ParameterizedTest
    @CsvSource({"alias/missing,NotFoundException", "alias/disabled-key,DisabledException"})
    void shouldAnswerKmsErrorWhenKeyCannotBeUsed(String key, String kmsError) {
        // When / Then
        assertThatThrownBy(() -> encrypted("api", EncryptionType.KMS, key))
                .isInstanceOfSatisfying(KmsException.class, error -> assertThat(error.kmsError())
                        .isEqualTo(kmsError));
    }

    @Test
    void shouldAcceptDualLayerEncryptionOnlyWhenInGovCloud() {
        // Given
        try (Clients gov = Clients.of(emulator, "123456789012", "us-gov-west-1")) {
            // When
            Repository repository = gov.ecr()
                    .createRepository(r -> r.repositoryName("api")
                            .encryptionConfiguration(e -> e.encryptionType(EncryptionType.KMS_DSSE)))
                    .repository();

            // Then
            assertThat(repository.repositoryArn()).startsWith("arn:aws-us-gov:ecr:us-gov-west-1:");
            assertThatThrownBy(() -> encrypted("api", EncryptionType.KMS_DSSE, null))
                    .isInstanceOf(InvalidParameterException.class);
        }
    }

    private Repository encrypted(String name, EncryptionType type, String key) {
        return clients.ecr()
                .createRepository(r -> r.repositoryName(name)
                        .encryptionConfiguration(e -> e.encryptionType(type).kmsKey(key)))
                .repository();
    }

    private static ImageTagMutabilityExclusionFilter filter(String filter) {
        return ImageTagMutabilityExclusionFilter.builder()
                .filterType("WILDCARD")
                .filter(filter)
                .build();
    }
}
