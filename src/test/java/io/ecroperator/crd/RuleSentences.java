package io.ecroperator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a rule of a CRD may say when it refuses an object. */
public final class RuleSentences {

    /** A text that CEL results in: {@code a ? 'this' : b ? 'that' : 'the third'}, or {@code [x].map(found, 'this' + found)}. */
    private static final Pattern RESULT = Pattern.compile("(?:[?:]|found,) '([^']+)'");

    private RuleSentences() {}

    /** Its message, or each result of the expression that picks one. */
    public static Stream<String> of(ValidationRule rule) {
        return rule.getMessageExpression() == null
                ? Stream.of(rule.getMessage())
                : RESULT.matcher(rule.getMessageExpression()).results().map(result -> result.group(1));
    }
}
