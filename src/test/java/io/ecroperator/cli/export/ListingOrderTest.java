package io.ecroperator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.support.AmbientCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** ECR has no order of what it lists: an export is the same whichever it answers in, of all kinds. */
@ExtendWith(AmbientCredentials.class)
class ListingOrderTest {

    private static final String[] ALL = {
        "--kinds=EcrRegistryConfiguration,EcrRepositoryCreationTemplate,EcrPullThroughCacheRule,EcrRepository,"
                + "EcrPublicRepository",
        "--share"
    };

    @Test
    void shouldExportTheSameBytesWhicheverOrderEcrAnswersIn() {
        try (Exports exports = new Exports();
                BackwardsAws backwards = new BackwardsAws(exports.emulator().endpoint())) {
            VariedAccount.in(exports.registry());
            VariedAccount.inPublic(exports.emulator().publicRegistry("123456789012"));

            String forwards = exports.export(ALL);

            assertThat(exports.exportFrom(backwards.endpoint(), ALL)).isEqualTo(forwards);
            assertThat(backwards.turned()).isGreaterThan(VariedAccount.REPOSITORIES);
        }
    }
}
