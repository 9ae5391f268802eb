package io.ecroperator.api.v1alpha1;

/**
 * What the tags of a repository are, in CEL, as <a
 * href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Tag.html">Tag</a> has it. One rule with several
 * sentences, since the API server evaluates it with every write of an object.
 */
final class TagRules {

    private static final String CHARACTERS = "matches(r'^[\\p{L}\\p{M}\\p{N}\\p{Z}_.:/=+@-]*$')";
    private static final String RESERVED = "matches(r'^((?i:aws:)|ecr-operator\\.io/)')";

    private static final String VALID_TAG =
            "size(k) >= 1 && size(k) <= 128 && k." + CHARACTERS + " && !k." + RESERVED + " && self[k]." + CHARACTERS;

    static final String VALID = "size(self) <= 48 && self.all(k, " + VALID_TAG + ")";

    static final String MESSAGE = "size(self) > 48"
            + " ? 'at most 48 tags: ECR takes 50, and two of them say whose the repository is'"
            + " : [self.filter(k, !(" + VALID_TAG
            + "))[0]].map(k, [k + '=' + self[k]].map(found, (size(k) < 1 || size(k) > 128"
            + " ? 'a key in tags has 1 to 128 characters'"
            + " : !k." + CHARACTERS
            + " ? 'a key in tags takes letters, digits, spaces and _ . : / = + - @ only'"
            + " : k.startsWith('ecr-operator.io/')"
            + " ? 'keys in tags that start with ecr-operator.io/ are written by the operator: choose another prefix'"
            + " : k." + RESERVED
            + " ? 'keys in tags that start with aws: are reserved by AWS: choose another prefix'"
            + " : 'a value in tags takes letters, digits, spaces and _ . : / = + - @ only'"
            + ")" + Found.SHOWN + ")[0])[0]";

    private TagRules() {}
}
