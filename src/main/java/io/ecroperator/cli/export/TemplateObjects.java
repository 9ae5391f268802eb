package io.ecroperator.cli.export;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateSpec;
import io.ecroperator.api.v1alpha1.EncryptionConfiguration.EncryptionType;
import io.ecroperator.api.v1alpha1.ImageTagMutability;
import io.ecroperator.api.v1alpha1.LifecycleRule;
import io.ecroperator.api.v1alpha1.PolicyStatement;
import io.ecroperator.api.v1alpha1.RecordedAdoptionPolicy;
import io.ecroperator.api.v1alpha1.TemplateEncryption;
import io.ecroperator.api.v1alpha1.TemplateLifecyclePolicy;
import io.ecroperator.api.v1alpha1.TemplateOccasion;
import io.ecroperator.api.v1alpha1.TemplateRepositoryPolicy;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.Encryption;
import io.ecroperator.cli.export.object.ExportedObject;
import io.ecroperator.cli.export.object.ExportedTags;
import io.ecroperator.cli.export.object.Frame;
import io.ecroperator.cli.export.object.TypedPolicies;
import io.ecroperator.cli.export.object.TypedPolicies.Written;
import io.ecroperator.cli.outcome.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An EcrRepositoryCreationTemplate for a template in ECR. */
final class TemplateObjects {

    private final Frame frame;

    TemplateObjects(Frame frame) {
        this.frame = frame;
    }

    /** The object, called {@code name}. */
    ExportedObject of(CreationTemplate template, String name) {
        List<String> remarks = new ArrayList<>();
        Optional<ImageTagMutability> mutability = KnownValues.of(
                ImageTagMutability.class,
                template.tagMutability().imageTagMutability(),
                "spec.imageTagMutability",
                remarks);
        EcrRepositoryCreationTemplate object = new EcrRepositoryCreationTemplate();
        object.setMetadata(frame.metadata(name));
        object.setSpec(new EcrRepositoryCreationTemplateSpec(
                frame.registryRef(),
                template.namespace().equals(name) ? null : template.namespace(),
                occasions(template),
                template.description().filter(text -> !text.isEmpty()).orElse(null),
                encryption(template, remarks),
                tags(template, remarks),
                mutability.orElse(null),
                mutability
                        .map(known -> RepositoryObjects.filters(template.tagMutability()))
                        .orElse(null),
                template.repositoryPolicy()
                        .map(text -> repositoryPolicy(text, remarks))
                        .orElse(null),
                template.lifecyclePolicy()
                        .map(text -> lifecyclePolicy(text, remarks))
                        .orElse(null),
                template.customRoleArn().filter(arn -> !arn.isEmpty()).orElse(null),
                null,
                RecordedAdoptionPolicy.IF_UNOWNED,
                null));
        return ExportedObject.of(object, remarks);
    }

    /** An object has to say them all. */
    private static List<TemplateOccasion> occasions(CreationTemplate template) {
        List<String> unknown = new ArrayList<>();
        List<TemplateOccasion> occasions = template.appliedFor().stream()
                .sorted()
                .flatMap(value -> KnownValues.of(TemplateOccasion.class, value, "appliedFor", unknown).stream())
                .toList();
        if (!unknown.isEmpty()) {
            throw new CommandException(
                    "The creation template " + template.prefix() + " is for something that this version does"
                            + " not know: " + String.join(", ", template.appliedFor())
                            + ". Use a newer one, or leave EcrRepositoryCreationTemplate out with --kinds.");
        }
        return occasions;
    }

    /** Without the role ECR takes a template with KMS, and creates no repository by it; the schema refuses it. */
    private static TemplateEncryption encryption(CreationTemplate template, List<String> remarks) {
        Encryption found = template.encryption();
        Optional<EncryptionType> type =
                KnownValues.of(EncryptionType.class, found.encryptionType(), "spec.encryptionConfiguration", remarks);
        if (type.isPresent() && type.get() != EncryptionType.AES256 && lacksRole(template)) {
            remarks.add(leftOutForLackOfARole("spec.encryptionConfiguration"));
            return null;
        }
        return type.map(known -> new TemplateEncryption(known, found.kmsKey())).orElse(null);
    }

    private static Map<String, String> tags(CreationTemplate template, List<String> remarks) {
        Map<String, String> tags = ExportedTags.of(template.resourceTags(), "spec.resourceTags", remarks);
        if (tags != null && lacksRole(template)) {
            remarks.add(leftOutForLackOfARole("spec.resourceTags"));
            return null;
        }
        return tags;
    }

    private static boolean lacksRole(CreationTemplate template) {
        return Optional.of(template)
                .flatMap(CreationTemplate::customRoleArn)
                .orElse("")
                .isEmpty();
    }

    private static String leftOutForLackOfARole(String field) {
        return field + " is left out, and ECR keeps it: the template has no customRoleArn, without which ECR creates no"
                + " repository by it.";
    }

    private static TemplateLifecyclePolicy lifecyclePolicy(String text, List<String> remarks) {
        Written<LifecycleRule> written = TypedPolicies.rules(text);
        written.whyText().ifPresent(why -> remarks.add("spec.lifecyclePolicy is text: " + why + "."));
        return new TemplateLifecyclePolicy(written.entries(), written.text());
    }

    private static TemplateRepositoryPolicy repositoryPolicy(String text, List<String> remarks) {
        Written<PolicyStatement> written = TypedPolicies.statements(text);
        written.whyText().ifPresent(why -> remarks.add("spec.repositoryPolicy is text: " + why + "."));
        return new TemplateRepositoryPolicy(written.entries(), written.text());
    }
}
