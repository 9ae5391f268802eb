package io.ecroperator.pullsecret;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.AuthorizationApi;
import io.ecroperator.aws.AuthorizationSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.RegistryToken;
import io.ecroperator.token.TokenKey;
import io.ecroperator.token.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which door to AWS a key takes, and which ones stay open. */
class TokenDoorsTest {

    private static final TokenKey PROD = TokenKey.ofRegistry("prod", RegistriesStub.TOKYO);

    private final List<String> calls = new ArrayList<>();
    private final AuthorizationSource source = new Source();

    @Test
    void shouldTakeTheDoorOfTheIdentity() {
        // When
        List.of(PROD, PullSecrets.EU, TokenKey.PUBLIC)
                .forEach(key -> EcrPullSecretController.door(source, key).getAuthorizationToken());

        // Then
        assertThat(calls).containsExactly("444455556666 in ap-northeast-1", "own in eu-central-1", "public");
    }

    @Test
    void shouldKeepOpenWhatIsInUseAndNothingElse() {
        // When
        EcrPullSecretController.closeUnused(source, Set.of(PROD, PullSecrets.EU));
        EcrPullSecretController.closeUnused(source, Set.of(TokenKey.PUBLIC));

        // Then
        assertThat(calls)
                .containsExactly(
                        "keeps [eu-central-1], public false, and [444455556666]", "keeps [], public true, and []");
    }

    private final class Source implements AuthorizationSource {

        @Override
        public boolean knows(String region) {
            return true;
        }

        @Override
        public AuthorizationApi ofRegion(String region) {
            return () -> minted("own in " + region);
        }

        @Override
        public AuthorizationApi of(ConnectionSpec connection) {
            return () -> minted(connection.accountId().orElseThrow() + " in "
                    + connection.region().orElseThrow());
        }

        @Override
        public AuthorizationApi ofEcrPublic() {
            return () -> minted("public");
        }

        @Override
        public void keepOnly(Set<String> regions, boolean ecrPublic, Set<ConnectionSpec> others) {
            calls.add("keeps " + regions + ", public " + ecrPublic + ", and "
                    + others.stream()
                            .map(other -> other.accountId().orElseThrow())
                            .toList());
        }

        private RegistryToken minted(String call) {
            calls.add(call);
            return Tokens.token("token", Tokens.NOON);
        }
    }
}
