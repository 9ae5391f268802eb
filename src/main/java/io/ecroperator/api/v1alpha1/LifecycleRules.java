package io.ecroperator.api.v1alpha1;

/**
 * What the rules of a lifecycle policy must be, each one and among themselves, for each kind that has such a list. In CEL.
 *
 * <p>The API server evaluates these with every write of an object, also of its finalizer and its status, and to read a field
 * costs it most. So what belongs together is one rule with several sentences, and reads few fields of a policy that is right.
 */
final class LifecycleRules {

    private static final String ARCHIVED = "(has(self.storageClass) && self.storageClass == 'archive')";

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

    static final String TAG_PATTERNS = "self.all(p, p.matches(r'^[^*]+(\\*[^*]*){0,4}$|^(\\*[^*]*){1,4}$'))";
    static final String TAG_PATTERNS_MESSAGE = "'' in self"
            + " ? 'ECR takes no empty entry in tagPatternList: for images with any tag write a single * as the pattern'"
            + " : 'a pattern in tagPatternList has at most 4 asterisks'";

    static final String TAG_PREFIXES = "!('' in self)";
    static final String TAG_PREFIXES_MESSAGE =
            "ECR takes no empty entry in tagPrefixList: for images with any tag write"
                    + " tagPatternList: [\"*\"] in its place";

    static final String SELECTION = "(self.tagStatus == 'tagged'"
            + " ? has(self.tagPatternList) != has(self.tagPrefixList)"
            + " : !has(self.tagPatternList) && !has(self.tagPrefixList))"
            + " && (self.countType == 'imageCountMoreThan' ? !has(self.countUnit) && !" + ARCHIVED
            + " : has(self.countUnit) && (self.countType == 'sinceImageTransitioned'"
            + " ? " + ARCHIVED + " && self.countNumber >= 90 : !" + ARCHIVED + "))";
    static final String SELECTION_MESSAGE =
            "self.tagStatus == 'tagged' && has(self.tagPatternList) && has(self.tagPrefixList)"
                    + " ? 'tagStatus tagged takes either tagPatternList or tagPrefixList, not both: take one out'"
                    + " : self.tagStatus == 'tagged' && !has(self.tagPatternList) && !has(self.tagPrefixList)"
                    + " ? 'tagStatus tagged needs tagPatternList or tagPrefixList: for images with any tag write"
                    + " tagPatternList: [\"*\"]'"
                    + " : self.tagStatus != 'tagged' && (has(self.tagPatternList) || has(self.tagPrefixList))"
                    + " ? 'tagPatternList and tagPrefixList go with tagStatus tagged only: write tagged, or take the list out'"
                    + " : self.countType == 'imageCountMoreThan' && has(self.countUnit)"
                    + " ? 'countType imageCountMoreThan counts images: take countUnit out'"
                    + " : self.countType != 'imageCountMoreThan' && !has(self.countUnit)"
                    + " ? 'this countType counts time: write countUnit: days'"
                    + " : self.countType == 'sinceImageTransitioned' && !" + ARCHIVED
                    + " ? 'countType sinceImageTransitioned looks at archived images: write storageClass: archive'"
                    + " : self.countType != 'sinceImageTransitioned' && " + ARCHIVED
                    + " ? 'storageClass archive goes with countType sinceImageTransitioned only: write that countType, or take"
                    + " storageClass out'"
                    + " : 'countType sinceImageTransitioned needs a countNumber of 90 or more: ECR keeps an archived image for at"
                    + " least 90 days'";

    static final String ACTION = "has(self.targetStorageClass) == (self.type == 'transition')";
    static final String ACTION_MESSAGE = "self.type == 'transition'"
            + " ? 'action type transition needs a target: write targetStorageClass: archive'"
            + " : 'action type expire has no target: take targetStorageClass out, or write transition'";

    static final String ACTION_SUITS = "self.selection.countType in ['imageCountMoreThan', 'sinceImagePushed']"
            + " || (self.selection.countType == 'sinceImagePulled') == (self.action.type == 'transition')";
    static final String ACTION_SUITS_MESSAGE = "self.selection.countType == 'sinceImagePulled'"
            + " ? 'countType sinceImagePulled goes with action type transition only: write transition, or count with"
            + " sinceImagePushed'"
            + " : 'countType sinceImageTransitioned goes with action type expire only: write expire'";

    static final String PRIORITIES_DIFFER =
            "[self.map(r, r.rulePriority)].all(numbers, numbers.all(p, numbers.exists_one(q, q == p)))";
    static final String PRIORITIES_DIFFER_MESSAGE =
            "two lifecycle rules have the same rulePriority: give each rule its own number";

    static final String ANY_COMES_LAST = "self.all(a, a.selection.tagStatus != 'any' || self.all(b,"
            + " b.rulePriority <= a.rulePriority"
            + " || (has(b.selection.storageClass) && b.selection.storageClass == 'archive')"
            + " != (has(a.selection.storageClass) && a.selection.storageClass == 'archive')))";
    static final String ANY_COMES_LAST_MESSAGE =
            "a lifecycle rule with tagStatus any comes last: give it the highest rulePriority of"
                    + " its storage class";

    static final String ONE_FOR_UNTAGGED = "[self.filter(r, r.selection.tagStatus == 'untagged')].all(untagged,"
            + " size(untagged) <= 1 || [true, false].all(archive, size(untagged.filter(r,"
            + " (has(r.selection.storageClass) && r.selection.storageClass == 'archive') == archive)) <= 1))";
    static final String ONE_FOR_UNTAGGED_MESSAGE =
            "only one lifecycle rule per storage class may select untagged images: merge them" + " into one rule";

    private LifecycleRules() {}
}
