package io.ecroperator.aws;

import java.util.Map;

/**
 * Tags of many repositories in one call, through the Resource Groups Tagging API. The right to it
 * ({@code tag:GetResources}) is optional: without it tags are read one repository at a time.
 */
public interface TaggingApi {

    /** One page of up to 100 repositories that have, or once had, tags: ARN to tags. {@code null} asks for the first. */
    Page<TaggedRepository> getResources(String nextToken);

    /** A repository and all its tags. */
    record TaggedRepository(String repositoryArn, Map<String, String> tags) {
        /** Copies the tags. */
        public TaggedRepository {
            tags = Map.copyOf(tags);
        }
    }
}
