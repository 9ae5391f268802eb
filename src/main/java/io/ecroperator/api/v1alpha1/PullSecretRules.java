package io.ecroperator.api.v1alpha1;

/** The rules that the specs of both kinds of pull secrets keep, in CEL, with what is said when they are broken. */
final class PullSecretRules {

    static final String ONE_TOKEN =
            "!has(self.secret) || !has(self.secret.format) || !(self.secret.format in ['BasicAuth', 'Token'])"
                    + " || size(self.registries) == 1";
    static final String ONE_TOKEN_MESSAGE = "the formats BasicAuth and Token hold one token: list one registry";

    static final String FORMAT_OF_SERVICE_ACCOUNTS =
            "!has(self.serviceAccounts) || self.serviceAccounts.mode == 'None' || !has(self.secret)"
                    + " || !has(self.secret.format) || self.secret.format == 'DockerConfigJson'";
    static final String FORMAT_OF_SERVICE_ACCOUNTS_MESSAGE =
            "a ServiceAccount takes Secrets of the format DockerConfigJson only";

    private PullSecretRules() {}
}
