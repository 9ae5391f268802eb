package io.ecroperator.emulator;

/**
 * Who signed a request. Signatures are not verified: the access key id alone says who it is.
 *
 * @param account account id, 12 digits
 * @param roleName name of the assumed role
 * @param sessionName role session name
 */
record Caller(String account, String roleName, String sessionName) {
    static Caller ofAccount(String account) {
        return new Caller(account, "ecr-operator", "session");
    }

    /** {@return the ARN that sts:GetCallerIdentity and AccessDenied messages show} */
    String arn() {
        return "arn:aws:sts::%s:assumed-role/%s/%s".formatted(account, roleName, sessionName);
    }

    /** {@return the role's own ARN, as policies name it} */
    String roleArn() {
        return "arn:aws:iam::%s:role/%s".formatted(account, roleName);
    }
}
