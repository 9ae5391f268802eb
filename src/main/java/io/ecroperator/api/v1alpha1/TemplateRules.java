package io.ecroperator.api.v1alpha1;

/**
 * What a repository creation template is, in CEL, as <a
 * href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepositoryCreationTemplate.html">
 * CreateRepositoryCreationTemplate</a> has it.
 */
final class TemplateRules {

    /** What a prefix may be long by the schema: more than ECR takes, so that the sentence here comes first. */
    static final int SCHEMA_CHARACTERS = 1024;

    static final String PREFIX = "size(self) <= 256 && self.matches("
            + "r'^([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*|ROOT)$')";

    static final String PREFIX_MESSAGE = "[self].map(found, (size(found) > 256"
            + " ? 'prefix has at most 256 characters'"
            + " : found.endsWith('/')"
            + " ? 'write prefix without the slash at its end, which ECR adds itself'"
            + " : 'prefix takes lower-case letters and digits, in groups separated by . _ __ - or /, such as team-a; or it is"
            + " ROOT')" + Found.SHOWN + ")[0]";

    static final String ROLE =
            "self == '' || self.matches(r'^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9/_+=,.@-]+$')";

    static final String ROLE_MESSAGE =
            "[self].map(found, 'customRoleArn of a template is the ARN of an IAM role, such as"
                    + " arn:aws:iam::123456789012:role/ecr-templates, or empty for none" + Found.FIRST;

    static final String KEY =
            "self == '' || self.matches(r'^arn:aws[a-z0-9-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-z0-9-]+$')";

    static final String KEY_MESSAGE = "[self].map(found, 'kmsKey of a template is the full ARN of the key, such as"
            + " arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab, or empty for the key that AWS"
            + " manages" + Found.FIRST;

    /** ECR takes a template without the role, and then creates no repository by it. */
    static final String NEEDS_ROLE = "(has(self.customRoleArn) && self.customRoleArn != '')"
            + " || !((has(self.resourceTags) && size(self.resourceTags) > 0)"
            + " || (has(self.encryptionConfiguration) && self.encryptionConfiguration.encryptionType != 'AES256'))";

    static final String NEEDS_ROLE_MESSAGE =
            "resourceTags and encryption with KMS need customRoleArn, the role as which ECR tags and encrypts: without it ECR"
                    + " takes the template and creates no repository by it";

    private TemplateRules() {}
}
