package io.ecroperator.emulator.iam;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Policy variables: {@code ${aws:PrincipalTag/team}} in a Resource or Condition.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Variables and tags</a>
 */
final class Variables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    private Variables() {}

    /** {@return the text with values in place of variables, empty if one has no value: then the element matches nothing} */
    static Optional<String> filledIn(String text, Question question) {
        Matcher variables = VARIABLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (variables.find()) {
            String name = variables.group(1);
            boolean literal = name.equals("*") || name.equals("?") || name.equals("$");
            if (!literal && question.values(name).size() != 1) {
                return Optional.empty();
            }
            variables.appendReplacement(
                    filled,
                    Matcher.quoteReplacement(
                            literal ? name : question.values(name).getFirst()));
        }
        return Optional.of(variables.appendTail(filled).toString());
    }
}
