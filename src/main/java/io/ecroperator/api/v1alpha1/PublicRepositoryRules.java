package io.ecroperator.api.v1alpha1;

/**
 * What a public repository is, in CEL, as <a
 * href="https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_CreateRepository.html">CreateRepository</a> of ECR
 * Public has it. Names have fewer forms than those of private repositories.
 */
final class PublicRepositoryRules {

    private static final String GROUPS = "matches(r'^[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*$')";
    private static final String ADDRESS = "matches(r'[:@]|^public\\.ecr\\.aws/')";

    static final String NAME = "size(self) <= 205 && self." + GROUPS + " && !self." + ADDRESS;

    static final String NAME_MESSAGE = "[self].map(found, (found." + ADDRESS
            + " ? 'write the name of the public repository alone, such as team-a/api, without public.ecr.aws, the alias and a"
            + " tag or digest'"
            + " : size(found) > 205"
            + " ? 'the name of a public repository has at most 205 characters'"
            + " : 'the name of a public repository takes lower-case letters and digits, in groups separated by one of . _ - or"
            + " /, such as team-a/api')" + Found.SHOWN + ")[0]";

    static final String SAYS_SOMETHING = "has(self.description) || has(self.aboutText) || has(self.usageText)"
            + " || has(self.architectures) || has(self.operatingSystems) || has(self.logoImage) || has(self.logoImageFrom)";

    static final String SAYS_SOMETHING_MESSAGE =
            "catalogData says nothing: write what the gallery shows, such as description, or take catalogData out to leave it"
                    + " as it is";

    static final String ONE_LOGO = "!has(self.logoImage) || !has(self.logoImageFrom)";

    static final String ONE_LOGO_MESSAGE =
            "catalogData takes logoImage or logoImageFrom, not both: take one of them out";

    /** The base64 of what every PNG begins with. */
    static final String LOGO = "self == '' || self.startsWith('iVBORw0KGgo')";

    static final String LOGO_MESSAGE =
            "logoImage is a PNG in base64, which begins with iVBORw0KGgo, or empty for no logo; write the output of base64"
                    + " logo.png";

    static final String BADGES = "self.all(n, size(n) >= 1)";

    static final String ARCHITECTURES_MESSAGE =
            "an entry of architectures is empty: name it, such as ARM 64 or x86-64, or write [] for none";

    static final String OPERATING_SYSTEMS_MESSAGE =
            "an entry of operatingSystems is empty: name it, such as Linux or Windows, or write [] for none";

    private static final String OF_ECR_PUBLIC = "(a == '*' || a.matches('^(?i)ecr-public:'))";

    static final String ACTIONS = "self.all(a, " + OF_ECR_PUBLIC + ")";
    static final String ACTIONS_MESSAGE = "[self.filter(a, !" + OF_ECR_PUBLIC
            + ")[0]].map(found, 'entries of action in the policy of a public repository start with ecr-public: or are *, such as"
            + " ecr-public:PutImage" + Found.FIRST;
    static final String NOT_ACTIONS_MESSAGE = "[self.filter(a, !" + OF_ECR_PUBLIC
            + ")[0]].map(found, 'entries of notAction in the policy of a public repository start with ecr-public: or are *, such"
            + " as ecr-public:PutImage" + Found.FIRST;

    private PublicRepositoryRules() {}
}
