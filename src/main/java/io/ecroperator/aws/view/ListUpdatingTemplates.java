package io.ecroperator.aws.view;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.CreationTemplateApi;
import io.ecroperator.aws.CreationTemplateSettings;
import io.ecroperator.aws.Page;
import java.util.Optional;

/** Passes the calls on and keeps the listing up to date with the answers. */
record ListUpdatingTemplates(CreationTemplateApi templates, ListedCalls<CreationTemplate> calls)
        implements CreationTemplateApi {

    @Override
    public CreationTemplate createRepositoryCreationTemplate(String prefix, CreationTemplateSettings settings) {
        return calls.putting(prefix, () -> templates.createRepositoryCreationTemplate(prefix, settings));
    }

    @Override
    public CreationTemplate updateRepositoryCreationTemplate(String prefix, CreationTemplateSettings settings) {
        return calls.putting(prefix, () -> templates.updateRepositoryCreationTemplate(prefix, settings));
    }

    @Override
    public void deleteRepositoryCreationTemplate(String prefix) {
        calls.deleting(prefix, () -> templates.deleteRepositoryCreationTemplate(prefix));
    }

    @Override
    public Optional<CreationTemplate> describeRepositoryCreationTemplate(String prefix) {
        return calls.describing(prefix, () -> templates.describeRepositoryCreationTemplate(prefix));
    }

    @Override
    public Page<CreationTemplate> describeRepositoryCreationTemplates(String nextToken) {
        return templates.describeRepositoryCreationTemplates(nextToken);
    }
}
