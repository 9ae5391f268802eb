package io.ecroperator.reference;

import io.ecroperator.aws.RegistryId;
import java.util.Optional;

/**
 * Where an object's thing is, according to its status.
 *
 * @param what the thing and where it is, after an article: {@code repository is arn:aws:ecr:eu-west-1:123456789012:repository/api}
 */
public record RecordedPlace(String what, RegistryId registry) {

    /** That of a repository; empty if the text, which may be null, is no ARN of one. */
    public static Optional<RecordedPlace> ofArn(String repositoryArn) {
        return RegistryId.ofArn(repositoryArn).map(id -> new RecordedPlace("repository is " + repositoryArn, id));
    }
}
