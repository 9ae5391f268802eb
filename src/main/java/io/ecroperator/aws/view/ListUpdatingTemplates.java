package io.ecroperator.aws.view;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.CreationTemplateApi;
import io.ecroperator.aws.CreationTemplateSettings;
import io.ecroperator.aws.Page;
import java.util.Optional;
import java.util.function.Supplier;

/** Passes the calls on and keeps the listing up to date with the answers. */
final class ListUpdatingTemplates implements CreationTemplateApi {

    private final CreationTemplateApi templates;
    private final Listing<CreationTemplate> listing;

    ListUpdatingTemplates(CreationTemplateApi templates, Listing<CreationTemplate> listing) {
        this.templates = templates;
        this.listing = listing;
    }

    @Override
    public CreationTemplate createRepositoryCreationTemplate(String prefix, CreationTemplateSettings settings) {
        return written(prefix, () -> templates.createRepositoryCreationTemplate(prefix, settings));
    }

    @Override
    public CreationTemplate updateRepositoryCreationTemplate(String prefix, CreationTemplateSettings settings) {
        return written(prefix, () -> templates.updateRepositoryCreationTemplate(prefix, settings));
    }

    @Override
    public void deleteRepositoryCreationTemplate(String prefix) {
        listing.writing(prefix, () -> {
            templates.deleteRepositoryCreationTemplate(prefix);
            return null;
        });
        listing.removed(prefix);
    }

    @Override
    public Optional<CreationTemplate> describeRepositoryCreationTemplate(String prefix) {
        ListedItems.Read read = listing.beginRead();
        Optional<CreationTemplate> template = templates.describeRepositoryCreationTemplate(prefix);
        listing.read(prefix, read, Reading.of(template));
        return template;
    }

    @Override
    public Page<CreationTemplate> describeRepositoryCreationTemplates(String nextToken) {
        return templates.describeRepositoryCreationTemplates(nextToken);
    }

    private CreationTemplate written(String prefix, Supplier<CreationTemplate> call) {
        CreationTemplate template = listing.writing(prefix, call);
        listing.put(prefix, template);
        return template;
    }
}
