package io.ecroperator.publicrepository;

import static io.ecroperator.publicrepository.PublicRepositories.desired;
import static io.ecroperator.publicrepository.PublicRepositories.resolve;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.managed.Resolution;
import io.ecroperator.status.Reason;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicRepositoryResolverTest {

    private static final String IN_CONFIG_MAP =
            "{catalogData: {logoImageFrom: {configMapKeyRef: {name: gallery, key: logo.png}}}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            repositoryPolicy: {policyText: '{'}                     | spec.repositoryPolicy:
            repositoryPolicy: {policyText: '{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "ecr:PutImage"}]}'} | is not one of ECR Public; every action must start with "ecr-public:" or be "*"
            repositoryPolicy: {statements: [{effect: Allow, principal: {AWS: ['*']}, action: ['ecr-public:GetAuthorizationToken']}]} | acts on the registry and not on a repository
            catalogData: {logoImage: 'iVBORw0KGgo*'}                | spec.catalogData.logoImage is no base64
            catalogData: {logoImage: 'iVBORw0KGgk='}                | spec.catalogData.logoImage is no PNG
            """)
    void shouldRefuseWithASentence(String spec, String sentence) {
        assertThat(resolve("{" + spec + "}"))
                .isInstanceOfSatisfying(Resolution.Refused.class, refused -> assertThat(refused.message())
                        .contains(sentence));
    }

    @Test
    void shouldRefuseALogoThatIsTooLarge() {
        // Given
        byte[] png = new byte[512_001];
        System.arraycopy(Base64.getDecoder().decode(PublicRepositories.LOGO), 0, png, 0, 8);

        // Then
        assertThat(resolve("{catalogData: {logoImage: " + Base64.getEncoder().encodeToString(png) + "}}"))
                .isInstanceOfSatisfying(Resolution.Refused.class, refused -> assertThat(refused.message())
                        .isEqualTo("spec.catalogData.logoImage has 512001 bytes; ECR Public takes at most 512000."));
    }

    @Test
    void shouldReadALogoWithLineBreaks() {
        // When
        DesiredPublicRepository desired = desired("{catalogData: {logoImage: \"iVBORw0K\\nGgo=\\n\"}}");

        // Then
        assertThat(desired.catalogData().orElseThrow().logo().orElseThrow().digest())
                .isEqualTo(PublicRepositories.LOGO_DIGEST);
    }

    @Test
    void shouldWaitForALogoThatCannotBeHad() {
        // When
        Resolution.Resolved<DesiredPublicRepository> waiting = PublicRepositories.resolved(IN_CONFIG_MAP);

        // Then
        assertThat(waiting.desired().waitsForLogo()).isTrue();
        assertThat(waiting.remarks().pending()).singleElement().satisfies(pending -> {
            assertThat(pending.reason()).isEqualTo(Reason.LOGO_UNAVAILABLE);
            assertThat(pending.message())
                    .isEqualTo(
                            "spec.catalogData.logoImageFrom: ConfigMap gallery: it does not exist. Create it. What the"
                                    + " gallery shows was not changed.");
        });
        assertThat(desired("{}").waitsForLogo()).isFalse();
    }

    @Test
    void shouldTakeALogoFromAConfigMap() {
        // When
        Resolution<DesiredPublicRepository> resolution =
                resolve(IN_CONFIG_MAP, new LogoConfigMaps.Got(Optional.of(Pictures.logo(PublicRepositories.LOGO)), ""));

        // Then
        assertThat(resolution).isInstanceOfSatisfying(Resolution.Resolved.class, resolved -> {
            DesiredPublicRepository desired = (DesiredPublicRepository) resolved.desired();
            assertThat(desired.waitsForLogo()).isFalse();
            assertThat(desired.catalogData().orElseThrow().logo().orElseThrow().digest())
                    .isEqualTo(PublicRepositories.LOGO_DIGEST);
            assertThat(resolved.remarks().references()).containsExactly("ConfigMap gallery");
        });
    }

    @Test
    void shouldAskForNoPartThatIsNotManaged() {
        assertThat(desired("{}").parts()).containsExactly(Part.TAGS);
        assertThat(desired("{repositoryPolicy: {statements: []}}").parts())
                .containsExactly(Part.TAGS, Part.REPOSITORY_POLICY);
    }
}
