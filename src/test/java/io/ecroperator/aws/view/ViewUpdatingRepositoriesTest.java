package io.ecroperator.aws.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.RepositoryApi;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.support.VirtualClock;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ViewUpdatingRepositoriesTest {

    private static final TagMutability MUTABLE = new TagMutability("MUTABLE", new TreeSet<>());
    private static final TagMutability IMMUTABLE = new TagMutability("IMMUTABLE", new TreeSet<>());

    private final VirtualClock clock = new VirtualClock();
    private final RegistryView view = new RegistryView(clock);
    private final RepositoryApi repositories = new ViewUpdatingRepositories(mock(RepositoryApi.class), view);

    @Test
    void shouldKnowTheSettingsThatWereWritten() {
        // Given
        view.described("api", view.readMark(), repository(MUTABLE, false));

        // When
        repositories.putImageTagMutability("api", IMMUTABLE);
        repositories.putImageScanningConfiguration("api", true);

        // Then
        assertThat(view.get("api").repository()).isEqualTo(Reading.found(repository(IMMUTABLE, true)));
    }

    @Test
    void shouldNotCallAbsentWhatNobodyHasLookedAtAfterAWrite() {
        // When
        repositories.putImageTagMutability("api", IMMUTABLE);
        repositories.putImageScanningConfiguration("api", true);

        // Then
        assertThat(view.get("api")).isEqualTo(ViewedRepository.UNREAD);
    }

    private Repository repository(TagMutability mutability, boolean scanOnPush) {
        return new Repository(
                "api",
                "arn:aws:ecr:eu-west-1:111122223333:repository/api",
                "111122223333",
                "111122223333.dkr.repositories.eu-west-1.amazonaws.com/api",
                clock.instant(),
                mutability,
                scanOnPush,
                new Encryption("AES256", null));
    }
}
