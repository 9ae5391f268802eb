package io.ecroperator.policy;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How names that IAM reads without regard to their spelling are written. */
enum Spelling {
    /** As the author wrote them: what is sent to ECR. */
    AS_WRITTEN {
        @Override
        String name(String name) {
            return name;
        }

        @Override
        String awsPrincipal(String principal) {
            return principal;
        }
    },
    /** One spelling for all that mean the same: what is compared. */
    FOLDED {
        @Override
        String name(String name) {
            return name.toLowerCase(Locale.ROOT);
        }

        @Override
        String awsPrincipal(String principal) {
            Matcher root = ACCOUNT_ROOT.matcher(principal);
            return root.matches() ? root.group(1) : principal;
        }
    };

    private static final Pattern ACCOUNT_ROOT = Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):root");

    /**
     * An action, a condition operator or a condition key: "The prefix and the action name are case insensitive" (IAM user
     * guide, element Action), "Context key names are not case-sensitive" (element Condition).
     */
    abstract String name(String name);

    /**
     * A principal of type AWS: an account id means the root of that account, and comes back from ECR as its ARN. The
     * partition of a root ARN is ignored: a repository can only name accounts of its own partition, so that two spellings
     * cannot both be valid and mean different accounts. ARNs of users and roles keep theirs.
     */
    abstract String awsPrincipal(String principal);
}
