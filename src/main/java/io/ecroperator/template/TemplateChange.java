package io.ecroperator.template;

import io.ecroperator.aws.CreationTemplateSettings;
import io.ecroperator.managed.Change;
import java.util.List;
import java.util.TreeSet;

/** One step that brings a repository creation template closer to the spec. */
sealed interface TemplateChange extends Change {

    /** Creates the template. */
    record CreateRepositoryCreationTemplate(String prefix, CreationTemplateSettings settings)
            implements TemplateChange {}

    /** Records a template that exists as this object's; no call. */
    record TakeOver(String prefix) implements TemplateChange {}

    /** Changes what differs, and nothing else. */
    record UpdateRepositoryCreationTemplate(String prefix, TemplateDifference difference) implements TemplateChange {}

    @Override
    default String facet() {
        return facets().getFirst();
    }

    @Override
    default List<String> facets() {
        return switch (this) {
            case CreateRepositoryCreationTemplate create -> List.of("template");
            case TakeOver taken -> List.of("owned");
            case UpdateRepositoryCreationTemplate(var prefix, var difference) -> difference.facets();
        };
    }

    /** Of policies, the digest, and by name the rules and statements that come and go. */
    @Override
    default String describe() {
        return switch (this) {
            case CreateRepositoryCreationTemplate(var prefix, var settings) ->
                "CreateRepositoryCreationTemplate " + prefix + " for "
                        + String.join(", ", new TreeSet<>(settings.appliedFor().orElseThrow()));
            case TakeOver(var prefix) -> "takes over " + prefix;
            case UpdateRepositoryCreationTemplate(var prefix, var difference) ->
                "UpdateRepositoryCreationTemplate " + difference.describe();
        };
    }

    /** What is replaced is nowhere else, and whose the template is only its creation time tells. */
    @Override
    default boolean isFinal() {
        return !creates();
    }

    @Override
    default boolean creates() {
        return this instanceof CreateRepositoryCreationTemplate;
    }

    @Override
    default boolean takesOver() {
        return this instanceof TakeOver;
    }

    @Override
    default boolean marksOnly() {
        return this instanceof TakeOver;
    }
}
