package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Who calls AWS. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!has(self.accessKeySecret) || !has(self.webIdentity)",
        message = "credentials take accessKeySecret or webIdentity, not both")
@ValidationRule(
        value =
                "has(self.accessKeySecret) || has(self.webIdentity) || (has(self.assumeRole) && size(self.assumeRole) > 0)",
        message = "credentials say who calls AWS: write accessKeySecret, webIdentity or assumeRole, or take credentials"
                + " out for the operator's own identity")
public record RegistryCredentials(
        @JsonPropertyDescription(
                "A Secret in the operator's namespace with an access key. A new content is used within a"
                        + " minute, without a restart. The chart's value registries.secrets has to list it, so that the"
                        + " operator may read it. Removing the field means webIdentity, or else the operator's own identity.")
        AccessKeySecret accessKeySecret,

        @JsonPropertyDescription(
                "A role that is assumed with a token from a file, such as a projected ServiceAccount token of"
                        + " another audience (sts:AssumeRoleWithWebIdentity). Removing the field means accessKeySecret, or else"
                        + " the operator's own identity.")
        WebIdentity webIdentity,

        @JsonPropertyDescription(
                "Roles that are assumed one after the other, each with the credentials of the one before"
                        + " (sts:AssumeRole); the last one calls ECR. Removing the field assumes none.")
        @Size(max = 5)
        List<AssumeRole> assumeRole) {

    /** A role, in any partition. Not a rule of IAM's own: what is wrong there is AWS's to say. */
    private static final String ROLE = "self.matches('^arn:aws[a-z-]*:iam::[0-9]{12}:role/[a-zA-Z0-9+=,.@_/-]+$')";

    private static final String ROLE_EXAMPLE =
            "roleArn is the ARN of a role, such as arn:aws:iam::123456789012:role/ecr-operator";

    /** Copies the list, so that credentials never change. */
    public RegistryCredentials {
        assumeRole = Copies.of(assumeRole);
    }

    /** Whether it says who calls; what a newer version says in another field would be the operator's own identity here. */
    boolean lacksNothing() {
        boolean source = accessKeySecret != null || webIdentity != null;
        return (source || (assumeRole != null && !assumeRole.isEmpty()))
                && (accessKeySecret == null || accessKeySecret.name() != null)
                && (webIdentity == null || (webIdentity.roleArn() != null && webIdentity.tokenFile() != null))
                && (assumeRole == null || assumeRole.stream().allMatch(role -> role != null && role.roleArn() != null));
    }

    /** Names a Secret in the operator's namespace. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AccessKeySecret(
            @JsonPropertyDescription(
                    "Name of the Secret, with the keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and"
                            + " AWS_SESSION_TOKEN for temporary credentials. Cannot be removed.")
            @Required
            @Size(min = 1, max = 253)
            @ValidationRule(
                    value = NameRules.NAME,
                    message =
                            "accessKeySecret.name is the name of a Secret, of lower-case letters, digits, - and ., such as"
                                    + " aws-tokyo")
            String name) {}

    /** A role that trusts an OIDC provider. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record WebIdentity(
            @JsonPropertyDescription("ARN of the role; it has to trust the issuer of the token. Cannot be removed.")
            @Required
            @Size(min = 20, max = 2048)
            @ValidationRule(value = ROLE, message = "webIdentity." + ROLE_EXAMPLE)
            String roleArn,

            @JsonPropertyDescription(
                    "Absolute path of the file with the token in the operator's container, which is read"
                            + " again at each renewal. Cannot be removed.")
            @Required
            @Size(min = 2, max = 1024)
            @ValidationRule(
                    value = "self.startsWith('/')",
                    message = "tokenFile is an absolute path, such as /var/run/secrets/tokyo/token")
            String tokenFile) {}

    /** One role of a chain; limits are those of AssumeRole. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AssumeRole(
            @JsonPropertyDescription("ARN of the role; it has to trust the identity before it. Cannot be removed.")
            @Required
            @Size(min = 20, max = 2048)
            @ValidationRule(value = ROLE, message = "assumeRole[]." + ROLE_EXAMPLE)
            String roleArn,

            @JsonPropertyDescription(
                    "What the role's trust policy asks for as sts:ExternalId, where the account is another"
                            + " company's. Removing the field sends none.")
            @Size(min = 2, max = 1224)
            @ValidationRule(
                    value = "self.matches(r'^[a-zA-Z0-9+=,.@:_/-]*$')",
                    message = "externalId takes letters, digits and _ + = , . @ : / - only")
            String externalId,

            @JsonPropertyDescription(
                    "How CloudTrail calls the session. Removing the field means ecr-operator- and the name"
                            + " of the cluster.")
            @Size(min = 2, max = 64)
            @ValidationRule(
                    value = "self.matches(r'^[a-zA-Z0-9+=,.@_-]*$')",
                    message = "sessionName takes letters, digits and _ + = , . @ - only")
            String sessionName,

            @JsonPropertyDescription(
                    "Session tags, for conditions on aws:PrincipalTag; the role's trust policy has to allow"
                            + " sts:TagSession. Removing the field sends none.")
            @Size(max = 50)
            @ValidationRule(value = SESSION_TAGS, messageExpression = SESSION_TAGS_MESSAGE)
            Map<String, @Size(max = 256) String> tags) {

        private static final String CHARACTERS = "matches(r'^[\\p{L}\\p{M}\\p{N}\\p{Z}_.:/=+@-]*$')";
        private static final String VALID_TAG = "size(k) <= 128 && size(k) >= 1 && k." + CHARACTERS
                + " && !k.lowerAscii().startsWith('aws:') && self[k]." + CHARACTERS;
        static final String SESSION_TAGS = "self.all(k, " + VALID_TAG + ")";
        static final String SESSION_TAGS_MESSAGE = "[self.filter(k, !(" + VALID_TAG + "))[0]].map(k, k + '=' + self[k])"
                + ".map(found, 'a session tag takes letters, digits, spaces and _ . : / = + - @, 1 to 128 in the key, which does"
                + " not start with aws:" + Found.FIRST;

        /** Copies the tags, so that a role never changes. */
        public AssumeRole {
            tags = Copies.of(tags);
        }
    }
}
