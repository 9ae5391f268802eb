package io.ecroperator.template;

import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.RepositoryPrefix;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.view.KnownRegistryPolicy.Known;
import io.ecroperator.policy.CreationByOthers;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.status.FailureReport;
import java.util.List;

/** Whether a push of other accounts may create what a template is for. */
sealed interface PushOpenness {

    /** It may not. */
    record Closed() implements PushOpenness {}

    /** It may, by these statements of the registry policy. */
    record Open(List<String> statements) implements PushOpenness {}

    /** That is not known, by this sentence. */
    record Unknown(String why) implements PushOpenness {}

    /** What the policy of the registry says, which is read if nobody did lately, or afresh. */
    static PushOpenness of(EcrConnection aws, String prefix, boolean afresh) {
        return switch (aws.registryPolicy().look(afresh)) {
            case Known.Unknown(var failure) -> new Unknown(inWords(failure));
            case Known.Policy(var text) ->
                text.isEmpty()
                        ? new Closed()
                        : aws.id()
                                .map(id -> of(text.get(), id, prefix))
                                .orElseGet(() -> new Unknown("AWS does not tell whose account it is."));
        };
    }

    /** Without the request, which is another one each time. */
    private static String inWords(AwsFailure failure) {
        return FailureReport.of(new AwsFailure(
                        failure.kind(), failure.operation(), failure.code(), failure.message(), null, failure.remedy()))
                .message();
    }

    /** The same where the policy has that text. */
    static PushOpenness of(String policyText, RegistryId registry, String prefix) {
        try {
            List<String> statements = CreationByOthers.statements(
                    policyText,
                    registry.accountId(),
                    registry.repositoryArn(new RepositoryPrefix(prefix).repositories()));
            return statements.isEmpty() ? new Closed() : new Open(statements);
        } catch (PolicySyntaxException e) {
            return new Unknown("the policy of the registry cannot be read: it " + e.getMessage() + ".");
        }
    }
}
