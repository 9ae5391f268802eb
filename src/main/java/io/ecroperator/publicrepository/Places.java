package io.ecroperator.publicrepository;

import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.managed.Observation;
import io.ecroperator.managed.Observation.Elsewhere;
import io.ecroperator.status.Reason;
import java.util.Optional;

/** Where there is an ECR Public, and whether a connection leads to the one that an object's repository is in. */
final class Places {

    private Places() {}

    /** Why nothing can be called for the object; makes no call. */
    static <V> Optional<Observation<V>> unusable(EcrConnection aws, EcrPublicRepository object) {
        Optional<String> withoutAny = region(aws).flatMap(PublicRegions::refusal);
        if (withoutAny.isPresent()) {
            return Optional.of(new Elsewhere<>(Reason.INVALID_SPEC, withoutAny.get()));
        }
        return aws.spec()
                .accountId()
                .flatMap(here -> mismatch(object, here))
                .map(message -> new Elsewhere<>(Reason.REGISTRY_MISMATCH, message));
    }

    /** Empty if none is configured, which ECR Public does not need. */
    private static Optional<String> region(EcrConnection aws) {
        try {
            return Optional.of(aws.region());
        } catch (AwsException notConfigured) {
            return Optional.empty();
        }
    }

    /**
     * Why a repository that is not there is not made: the operator's own identity is of another account now. May ask AWS once
     * whose it is.
     */
    static <V> Optional<Observation<V>> elsewhere(EcrConnection aws, EcrPublicRepository object) {
        return otherAccount(aws, object).map(message -> new Elsewhere<>(Reason.REGISTRY_MISMATCH, message));
    }

    /** That the connection leads to another account than the one that the status names; may ask AWS once. */
    static Optional<String> otherAccount(EcrConnection aws, EcrPublicRepository object) {
        return RecordedPublicRepository.from(object.getStatus()).account().isEmpty()
                ? Optional.empty()
                : aws.id().map(RegistryId::accountId).flatMap(here -> mismatch(object, here));
    }

    private static Optional<String> mismatch(EcrPublicRepository object, String here) {
        return RecordedPublicRepository.from(object.getStatus())
                .account()
                .filter(account -> !account.equals(here))
                .map(account -> "The public repository is " + object.getStatus().repositoryArn()
                        + ", but the registry that the object leads to is now of account " + here
                        + ". Nothing is read, written or created. " + Reason.REGISTRY_MISMATCH.remedy());
    }
}
