package io.ecroperator.template;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.CreationTemplateSettings;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicyEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a spec asks for and a template has not. Pure.
 *
 * @param settings those that differ
 * @param parts the same in words, each beginning with its field
 */
record TemplateDifference(CreationTemplateSettings settings, List<Part> parts) {

    /** One field that differs, and what it becomes: never the body of a policy. */
    record Part(String field, String becomes) {}

    /** Copies the parts. */
    TemplateDifference {
        parts = List.copyOf(parts);
    }

    static TemplateDifference between(CreationTemplate found, DesiredTemplate desired) {
        CreationTemplateSettings settings = new CreationTemplateSettings(
                Optional.of(desired.appliedFor()).filter(wanted -> !wanted.equals(found.appliedFor())),
                desired.description()
                        .filter(wanted -> !wanted.equals(found.description().orElse(""))),
                desired.encryption().filter(wanted -> !same(wanted, found.encryption())),
                desired.resourceTags().filter(wanted -> !wanted.equals(found.resourceTags())),
                desired.tagMutability().filter(wanted -> !wanted.equals(found.tagMutability())),
                text(desired.repositoryPolicy().filter(wanted -> !same(wanted, found.repositoryPolicy()))),
                text(desired.lifecyclePolicy().filter(wanted -> !same(wanted, found.lifecyclePolicy()))),
                desired.customRoleArn()
                        .filter(wanted -> !wanted.equals(found.customRoleArn().orElse(""))));
        return new TemplateDifference(settings, parts(settings, found, desired));
    }

    /** Whether nothing differs. */
    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The fields that differ. */
    List<String> facets() {
        return parts.stream().map(Part::field).toList();
    }

    /** Such as {@code description; imageTagMutability=IMMUTABLE}. */
    String describe() {
        return String.join(
                "; ", parts.stream().map(part -> part.field() + part.becomes()).toList());
    }

    private static List<Part> parts(
            CreationTemplateSettings settings, CreationTemplate found, DesiredTemplate desired) {
        List<Part> parts = new ArrayList<>();
        settings.appliedFor().ifPresent(to -> parts.add(new Part("appliedFor", "=" + new TreeSet<>(to))));
        settings.description().ifPresent(to -> parts.add(new Part("description", to.isEmpty() ? " (removed)" : "")));
        settings.encryption().ifPresent(to -> parts.add(new Part("encryptionConfiguration", "=" + text(to))));
        settings.resourceTags().ifPresent(to -> parts.add(new Part("resourceTags", "=" + new TreeMap<>(to))));
        settings.tagMutability().ifPresent(to -> parts.add(new Part("imageTagMutability", "=" + text(to))));
        settings.repositoryPolicy()
                .ifPresent(to -> parts.add(new Part(
                        "repositoryPolicy",
                        edit(
                                found.repositoryPolicy(),
                                desired.repositoryPolicy().orElseThrow()))));
        settings.lifecyclePolicy()
                .ifPresent(to -> parts.add(new Part(
                        "lifecyclePolicy",
                        edit(found.lifecyclePolicy(), desired.lifecyclePolicy().orElseThrow()))));
        settings.customRoleArn()
                .ifPresent(to -> parts.add(new Part("customRoleArn", to.isEmpty() ? " (removed)" : "=" + to)));
        return parts;
    }

    private static boolean same(Encryption wanted, Encryption found) {
        String key = wanted.kmsKey();
        return wanted.encryptionType().equals(found.encryptionType())
                && (key == null
                        || key.equals(Optional.ofNullable(found.kmsKey()).orElse("")));
    }

    private static boolean same(PolicyDocument wanted, Optional<String> found) {
        return wanted.isEmpty()
                ? found.isEmpty()
                : found.filter(wanted::isSaidBy).isPresent();
    }

    private static Optional<String> text(Optional<PolicyDocument> document) {
        return document.map(each -> each.isEmpty() ? "" : each.text());
    }

    private static String text(Encryption encryption) {
        boolean managedByAws =
                encryption.kmsKey() == null || encryption.kmsKey().isEmpty();
        return managedByAws
                ? encryption.encryptionType()
                : encryption.encryptionType() + " (" + encryption.kmsKey() + ")";
    }

    private static String text(TagMutability mutability) {
        return mutability.exclusionFilters().isEmpty()
                ? mutability.imageTagMutability()
                : mutability.imageTagMutability() + " " + mutability.exclusionFilters();
    }

    private static String edit(Optional<String> before, PolicyDocument after) {
        PolicyEdit edit = PolicyEdit.of(before, after);
        return after.isEmpty() ? " (removed)" + edit.difference().inBrackets() : " " + edit;
    }
}
