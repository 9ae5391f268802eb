package io.ecroperator.api.v1alpha1;

/**
 * What the rules of a lifecycle policy must be, each one and among themselves, for each kind that has such a list. In CEL.
 *
 * <p>The API server evaluates these with every write of an object, also of its finalizer and its status, and to read a field
 * costs it most: it copies the schemas of all fields beside it, twice. So what belongs together is one rule with several
 * sentences, which reads few fields of a policy that is right, and each of them once.
 */
final class LifecycleRules {

    private static final String ARCHIVED = "(has(s.storageClass) && s.storageClass == 'archive')";

    /** What a text may be long by the schema: four times what ECR takes, since white space is not sent. */
    static final int TEXT_CHARACTERS = 4 * 30_720;

    static final String TEXT = "size(self) >= 100 && self.matches(r'^\\s*\\{')";
    static final String TEXT_MESSAGE = "self.matches(r'^\\s*\\{')"
            + " ? 'policyText has at least 100 characters, as ECR asks: no policy with a rule is shorter'"
            + " : 'policyText is a JSON object and starts with {'";
    static final String INLINE_TEXT_MESSAGE = "self.matches(r'^\\s*\\{')"
            + " ? 'policyText of lifecyclePolicy has at least 100 characters, as ECR asks: no policy with a rule is"
            + " shorter'"
            + " : 'policyText of lifecyclePolicy is a JSON object and starts with {; write rules: [] to remove the policy"
            + " from ECR'";

    static final String TEMPLATE_TEXT_MESSAGE = "self.matches(r'^\\s*\\{')"
            + " ? 'policyText of lifecyclePolicy has at least 100 characters, as ECR asks: no policy with a rule is"
            + " shorter'"
            + " : 'policyText of lifecyclePolicy of a template is a JSON object and starts with {; write rules: [] to remove the policy"
            + " from the template'";

    static final String TAG_PATTERNS = "self.all(p, p.matches(r'^[^*]+(\\*[^*]*){0,4}$|^(\\*[^*]*){1,4}$'))";
    static final String TAG_PATTERNS_MESSAGE = "'' in self"
            + " ? 'ECR takes no empty entry in tagPatternList: for images with any tag write a single * as the pattern'"
            + " : 'a pattern in tagPatternList has at most 4 asterisks'";

    static final String TAG_PREFIXES = "!('' in self)";
    static final String TAG_PREFIXES_MESSAGE =
            "ECR takes no empty entry in tagPrefixList: for images with any tag write"
                    + " tagPatternList: [\"*\"] in its place";

    /** Of one rule. Its selection is s and the countType c, so that each is read once. */
    static final String RULE = "[self.selection].all(s, (s.tagStatus == 'tagged'"
            + " ? has(s.tagPatternList) != has(s.tagPrefixList)"
            + " : !has(s.tagPatternList) && !has(s.tagPrefixList))"
            + " && [s.countType].all(c, has(s.countUnit) == (c != 'imageCountMoreThan')"
            + " && " + ARCHIVED + " == (c == 'sinceImageTransitioned')"
            + " && (c != 'sinceImageTransitioned' || s.countNumber >= 90)"
            + " && (c in ['imageCountMoreThan', 'sinceImagePushed']"
            + " || (c == 'sinceImagePulled') == (self.action.type == 'transition'))))";

    static final String RULE_MESSAGE = "[self.selection].map(s,"
            + " s.tagStatus == 'tagged' && has(s.tagPatternList) && has(s.tagPrefixList)"
            + " ? 'tagStatus tagged takes either tagPatternList or tagPrefixList, not both: take one out'"
            + " : s.tagStatus == 'tagged' && !has(s.tagPatternList) && !has(s.tagPrefixList)"
            + " ? 'tagStatus tagged needs tagPatternList or tagPrefixList: for images with any tag write"
            + " tagPatternList: [\"*\"]'"
            + " : s.tagStatus != 'tagged' && (has(s.tagPatternList) || has(s.tagPrefixList))"
            + " ? 'tagPatternList and tagPrefixList go with tagStatus tagged only: write tagged, or take the list out'"
            + " : s.countType == 'imageCountMoreThan' && has(s.countUnit)"
            + " ? 'countType imageCountMoreThan counts images: take countUnit out'"
            + " : s.countType != 'imageCountMoreThan' && !has(s.countUnit)"
            + " ? 'this countType counts time: write countUnit: days'"
            + " : s.countType == 'sinceImageTransitioned' && !" + ARCHIVED
            + " ? 'countType sinceImageTransitioned looks at archived images: write storageClass: archive'"
            + " : s.countType != 'sinceImageTransitioned' && " + ARCHIVED
            + " ? 'storageClass archive goes with countType sinceImageTransitioned only: write that countType, or take"
            + " storageClass out'"
            + " : s.countType == 'sinceImageTransitioned' && s.countNumber < 90"
            + " ? 'countType sinceImageTransitioned needs a countNumber of 90 or more: ECR keeps an archived image for at"
            + " least 90 days'"
            + " : s.countType == 'sinceImagePulled'"
            + " ? 'countType sinceImagePulled goes with action type transition only: write transition, or count with"
            + " sinceImagePushed'"
            + " : 'countType sinceImageTransitioned goes with action type expire only: write expire')[0]";

    static final String ACTION = "has(self.targetStorageClass) == (self.type == 'transition')";
    static final String ACTION_MESSAGE = "self.type == 'transition'"
            + " ? 'action type transition needs a target: write targetStorageClass: archive'"
            + " : 'action type expire has no target: take targetStorageClass out, or write transition'";

    /**
     * Begins a rule about all rules, each one as a number: eight times its rulePriority, and 4 where it is about archived images,
     * and 1 for untagged or 2 for any. To compare numbers costs next to nothing.
     */
    private static final String NUMBERS = "[self.map(r, [r.selection].map(s, r.rulePriority * 8 + (" + ARCHIVED
            + " ? 4 : 0) + (s.tagStatus == 'any' ? 2 : s.tagStatus == 'untagged' ? 1 : 0))[0])]";

    private static final String PRIORITY_IS_ITS_OWN = "numbers.exists_one(b, b / 8 == a / 8)";
    private static final String ANY_COMES_LAST = "(a % 4 != 2 || numbers.all(b, b <= a || b % 8 / 4 != a % 8 / 4))";
    private static final String ONE_FOR_UNTAGGED = "(a % 4 != 1 || numbers.exists_one(b, b % 8 == a % 8))";

    /** Of the list of rules. */
    static final String RULES = "size(self) < 2 || " + NUMBERS + ".all(numbers, numbers.all(a, " + PRIORITY_IS_ITS_OWN
            + " && " + ANY_COMES_LAST + " && " + ONE_FOR_UNTAGGED + "))";

    static final String RULES_MESSAGE = NUMBERS + ".map(numbers, !numbers.all(a, " + PRIORITY_IS_ITS_OWN
            + ") ? 'two lifecycle rules have the same rulePriority: give each rule its own number'"
            + " : !numbers.all(a, " + ANY_COMES_LAST
            + ") ? 'a lifecycle rule with tagStatus any comes last: give it the highest rulePriority of its storage class'"
            + " : 'only one lifecycle rule per storage class may select untagged images: merge them into one rule')[0]";

    private LifecycleRules() {}
}
