package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.TemplateOccasion;
import io.ecroperator.managed.Remarks;
import io.ecroperator.managed.Remarks.Warning;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be said of a template's spec that ECR takes and that hardly means what was intended. Pure. */
final class TemplateRemarks {

    private TemplateRemarks() {}

    static Remarks of(DesiredTemplate desired) {
        List<String> ofRules =
                desired.lifecyclePolicy().map(PolicyDocument::warnings).orElse(List.of());
        if (!desired.appliedFor().contains(TemplateOccasion.CREATE_ON_PUSH.name())) {
            return remarks(Reason.ALL_TAGS_REQUIRED, "spec.lifecyclePolicy", ofRules);
        }
        List<String> all = Stream.concat(Stream.of(createdByPush(desired.prefix())), ofRules.stream())
                .toList();
        return remarks(Reason.CREATABLE_BY_PUSH, ofRules.isEmpty() ? "spec.appliedFor" : "spec", all);
    }

    private static Remarks remarks(Reason reason, String field, List<String> sentences) {
        return new Remarks(List.of(), List.of(), Optional.of(new Warning(reason, field, sentences)), false);
    }

    private static String createdByPush(String prefix) {
        String where = prefix.equals("ROOT") ? "of any name" : "below " + prefix;
        return "With CREATE_ON_PUSH whoever may push and has ecr:CreateRepository makes repositories " + where
                + " by pushing, principals of other accounts too where the registry policy grants it to them. Check it with"
                + " aws ecr get-registry-policy, or take CREATE_ON_PUSH out.";
    }
}
