package io.ecroperator.aws.sdk;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.CreationTemplateApi;
import io.ecroperator.aws.CreationTemplateSettings;
import io.ecroperator.aws.Page;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoryCreationTemplatesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoryCreationTemplatesResponse;
import software.amazon.awssdk.services.ecr.model.RepositoryCreationTemplate;

/** Repository creation templates through the SDK. */
final class SdkCreationTemplateApi implements CreationTemplateApi {

    private static final int PAGE = 1000;
    private static final String NO_TEMPLATE = "TemplateNotFoundException";
    private static final String CREATE = "CreateRepositoryCreationTemplate";
    private static final String UPDATE = "UpdateRepositoryCreationTemplate";
    private static final String DESCRIBE = "DescribeRepositoryCreationTemplates";

    private final ServiceCalls<EcrClient> ecr;

    SdkCreationTemplateApi(ServiceCalls<EcrClient> ecr) {
        this.ecr = ecr;
    }

    @Override
    public CreationTemplate createRepositoryCreationTemplate(String prefix, CreationTemplateSettings settings) {
        return template(CREATE, ecr.call(CREATE, client -> client.createRepositoryCreationTemplate(
                        CreationTemplateConversions.toCreateRequest(prefix, settings))
                .repositoryCreationTemplate()));
    }

    @Override
    public CreationTemplate updateRepositoryCreationTemplate(String prefix, CreationTemplateSettings settings) {
        return template(UPDATE, ecr.call(UPDATE, client -> client.updateRepositoryCreationTemplate(
                        CreationTemplateConversions.toUpdateRequest(prefix, settings))
                .repositoryCreationTemplate()));
    }

    @Override
    public void deleteRepositoryCreationTemplate(String prefix) {
        ecr.call(
                "DeleteRepositoryCreationTemplate",
                client -> client.deleteRepositoryCreationTemplate(request -> request.prefix(prefix)));
    }

    @Override
    public Optional<CreationTemplate> describeRepositoryCreationTemplate(String prefix) {
        return ServiceCalls.unless(NO_TEMPLATE, () -> described(request -> request.prefixes(prefix)))
                .flatMap(answer -> answer.repositoryCreationTemplates().stream().findFirst())
                .map(CreationTemplateConversions::toTemplate);
    }

    @Override
    public Page<CreationTemplate> describeRepositoryCreationTemplates(String nextToken) {
        DescribeRepositoryCreationTemplatesResponse answer =
                described(request -> request.maxResults(PAGE).nextToken(nextToken));
        return new Page<>(
                answer.repositoryCreationTemplates().stream()
                        .map(CreationTemplateConversions::toTemplate)
                        .toList(),
                ServiceCalls.tokenOf(answer.nextToken()));
    }

    private DescribeRepositoryCreationTemplatesResponse described(
            Consumer<DescribeRepositoryCreationTemplatesRequest.Builder> request) {
        return ecr.call(DESCRIBE, client -> {
            DescribeRepositoryCreationTemplatesResponse answer = client.describeRepositoryCreationTemplates(request);
            ServiceCalls.told(DESCRIBE, answer.hasRepositoryCreationTemplates() ? answer : null);
            return answer;
        });
    }

    private static CreationTemplate template(String operation, RepositoryCreationTemplate answer) {
        return CreationTemplateConversions.toTemplate(ServiceCalls.told(operation, answer));
    }
}
