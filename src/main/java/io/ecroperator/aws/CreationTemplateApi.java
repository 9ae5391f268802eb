package io.ecroperator.aws;

import java.util.Optional;

/**
 * Repository creation templates. The method names are the IAM actions.
 *
 * <p>Every method throws {@link io.ecroperator.aws.error.AwsException}, of kind {@code NOT_FOUND} for a template that does
 * not exist, except where the result is an {@link Optional} of the template itself.
 */
public interface CreationTemplateApi {

    /** Creates the template; ECR chooses what the settings leave out. {@code ALREADY_EXISTS} if the prefix has one. */
    CreationTemplate createRepositoryCreationTemplate(String prefix, CreationTemplateSettings settings);

    /** Changes the settings that are given and leaves the others; an empty text or map removes what there was. */
    CreationTemplate updateRepositoryCreationTemplate(String prefix, CreationTemplateSettings settings);

    /** Deletes the template; the repositories that it made stay as they are. */
    void deleteRepositoryCreationTemplate(String prefix);

    /** Reads one template afresh; empty if there is none for the prefix. */
    Optional<CreationTemplate> describeRepositoryCreationTemplate(String prefix);

    /** One page of up to 1,000 templates; {@code null} asks for the first one. */
    Page<CreationTemplate> describeRepositoryCreationTemplates(String nextToken);
}
