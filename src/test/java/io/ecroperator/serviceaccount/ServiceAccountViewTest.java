package io.ecroperator.serviceaccount;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.PullServiceAccounts;
import io.ecroperator.api.v1alpha1.ServiceAccountMode;
import io.ecroperator.serviceaccount.ServiceAccountView.Reach;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServiceAccountViewTest {

    private static final PullServiceAccounts ALL = new PullServiceAccounts(ServiceAccountMode.ALL, null);

    private final List<ServiceAccount> accounts = new ArrayList<>();
    private final AtomicBoolean filled = new AtomicBoolean(true);
    private final List<String> told = new ArrayList<>();
    private final ServiceAccountView view = new ServiceAccountView(true);

    ServiceAccountViewTest() {
        view.accounts(namespace -> accounts.stream(), filled::get);
        view.onChange(told::add);
    }

    @Test
    void shouldNotKnowBeforeTheServiceAccountsWereListedAndNotForgetAfterwards() {
        // Given
        filled.set(false);

        // Then
        assertThat(reach(ALL)).isEqualTo(new Reach.Unknown());

        // When
        filled.set(true);
        assertThat(reach(ALL)).isEqualTo(new Reach.Attached());
        filled.set(false);

        // Then
        assertThat(reach(ALL)).as("a watch that is begun anew").isEqualTo(new Reach.Attached());
    }

    @Test
    void shouldTellTheOthersWhenOneWhoListensMeetsAnError() {
        // Given
        ServiceAccountView broken = new ServiceAccountView(true);
        List<String> foreign = new ArrayList<>();
        broken.onChange(namespace -> {
            throw new NoClassDefFoundError("a class");
        });
        broken.onChange(told::add);
        broken.onForeign(namespace -> {
            throw new AssertionError("a defect");
        });
        broken.onForeign(foreign::add);

        // When
        broken.looked(account("default"), Optional.empty());
        broken.foreign("team", "EcrPullSecret/ecr", Set.of("ecr"));

        // Then
        assertThat(told).containsExactly("team");
        assertThat(foreign).containsExactly("team");
    }

    @Test
    void shouldAskNothingOfNobody() {
        // Given
        ServiceAccountView notServed = new ServiceAccountView(false);

        // Then
        assertThat(notServed.reach("team", "ecr", null)).isEqualTo(new Reach.Attached());
        assertThat(notServed.reach("team", "ecr", new PullServiceAccounts(ServiceAccountMode.NONE, null)))
                .isEqualTo(new Reach.Attached());
        assertThat(message(notServed.reach("team", "ecr", ALL))).contains("service-accounts-enabled=true");
    }

    @Test
    void shouldNameThoseThatLackItAndWhy() {
        // Given
        ServiceAccount builder = account("builder");
        accounts.addAll(List.of(account("default", "ecr"), builder));
        view.looked(builder, Optional.of("the API server refused to write it (403)"));

        // Then
        assertThat(message(reach(ALL)))
                .startsWith("The Secret is not yet in imagePullSecrets of ServiceAccount builder (1 of 2): ")
                .contains("(403)")
                .doesNotContain("default");
    }

    @Test
    void shouldCountServiceAccountsAsTheyAre() {
        // Given
        accounts.add(account("default"));

        // Then
        assertThat(message(reach(ALL)))
                .isEqualTo("The Secret is not yet in imagePullSecrets of ServiceAccount default.");

        // When
        accounts.add(account("builder"));

        // Then
        assertThat(message(reach(ALL)))
                .isEqualTo("The Secret is not yet in imagePullSecrets of ServiceAccounts builder, default (2 of 2).");
    }

    @Test
    void shouldTellOfWhatChangedAndOfNothingElse() {
        // Given
        ServiceAccount before = account("default");
        ServiceAccount after = account("default", "ecr");

        // When
        Stream.of(before, before, after, after).forEach(account -> view.looked(account, Optional.empty()));
        view.gone(after);

        // Then
        assertThat(told).containsExactly("team", "team", "team");
    }

    private Reach reach(PullServiceAccounts wanted) {
        return view.reach("team", "ecr", wanted);
    }

    private static String message(Reach reach) {
        return reach instanceof Reach.Lacking(var message) ? message : "";
    }

    private static ServiceAccount account(String name, String... pullSecrets) {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("team")
                .endMetadata()
                .withImagePullSecrets(
                        Stream.of(pullSecrets).map(LocalObjectReference::new).toList())
                .build();
    }
}
