package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.asking;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

/** Roles of this account and others. The emulator knows {@link #TRUSTING} and {@link #WITH_TAGS} only; moto knows every role. */
final class RoleCases {

    /** Trusts the account of {@link Aws}. */
    static final String TRUSTING = "arn:aws:iam::444455556666:role/ops/ecr";
    /** The same, and takes session tags. */
    static final String WITH_TAGS = "arn:aws:iam::444455556666:role/tagged";

    private RoleCases() {}

    static List<ContractCase> all() {
        return List.of(
                assuming("whose session it is", r -> {}),
                asking("AssumeRole: what the credentials look like", aws -> {
                    Credentials credentials = assume(aws, r -> {});
                    return Map.of(
                            "key",
                            credentials.accessKeyId().substring(0, "ASIA".length()),
                            "length",
                            credentials.accessKeyId().length(),
                            "secret",
                            !credentials.secretAccessKey().isEmpty(),
                            "token",
                            !credentials.sessionToken().isEmpty());
                }),
                asking(
                        "AssumeRole: who its session is",
                        as(aws -> aws.sts().getCallerIdentity().arn())),
                asking(
                        "AssumeRole: whose account its session is in",
                        as(aws -> aws.sts().getCallerIdentity().account())),
                asking("AssumeRole: where its session creates", as(aws -> aws.ecr()
                        .createRepository(r -> r.repositoryName("api"))
                        .repository()
                        .repositoryArn())),
                asking("AssumeRole: what its session sees", aws -> aws.create("ours"), as(aws -> aws.ecr()
                        .describeRepositories()
                        .repositories())),
                asking("AssumeRole: what others see of its session's", RoleCases::createTheirs, aws -> aws.ecr()
                        .describeRepositories()
                        .repositories()),
                assuming("with tags", r -> r.roleArn(WITH_TAGS)
                        .tags(Tag.builder().key("team").value("a").build())),
                assuming(
                        "with tags that the role does not take",
                        r -> r.tags(Tag.builder().key("team").value("a").build())),
                assuming("with two tags of one key", r -> r.roleArn(WITH_TAGS)
                        .tags(
                                Tag.builder().key("team").value("a").build(),
                                Tag.builder().key("Team").value("b").build())),
                assuming("a role that is not there", r -> r.roleArn("arn:aws:iam::444455556666:role/absent")),
                assuming("with an external ID that nobody asked for", r -> r.externalId("of-acme")),
                assuming("a name with a space", r -> r.roleSessionName("a b")),
                assuming("a name of one character", r -> r.roleSessionName("x")),
                assuming("a name of 65 characters", r -> r.roleSessionName("x".repeat(65))),
                assuming("an ARN that is none", r -> r.roleArn("acme-of-twenty-characters")),
                assuming("a short ARN", r -> r.roleArn("acme")),
                assuming("for 15 minutes", r -> r.durationSeconds(900)),
                assuming("for 899 seconds", r -> r.durationSeconds(899)),
                assuming("for more than 12 hours", r -> r.durationSeconds(43_201)),
                assuming("for more than an hour by a role's session", r -> r.durationSeconds(3601)),
                asking("AssumeRoleWithWebIdentity: a token of nobody", aws -> aws.sts()
                        .assumeRoleWithWebIdentity(
                                r -> r.roleArn(TRUSTING).roleSessionName("s1").webIdentityToken("made up"))
                        .assumedRoleUser()
                        .arn()));
    }

    private static ContractCase assuming(String what, Consumer<AssumeRoleRequest.Builder> request) {
        return asking("AssumeRole: " + what, aws -> aws.sts()
                .assumeRole(r -> request.accept(r.roleArn(TRUSTING).roleSessionName("s1")))
                .assumedRoleUser()
                .arn());
    }

    private static Credentials assume(Aws aws, Consumer<AssumeRoleRequest.Builder> request) {
        return aws.sts()
                .assumeRole(r -> request.accept(r.roleArn(TRUSTING).roleSessionName("s1")))
                .credentials();
    }

    private static void createTheirs(Aws aws) {
        try (Aws assumed = aws.as(assume(aws, r -> {}))) {
            assumed.create("theirs");
        }
    }

    /** Asks as the session of the role. */
    private static Function<Aws, Object> as(Function<Aws, Object> question) {
        return aws -> {
            try (Aws assumed = aws.as(assume(aws, r -> {}))) {
                return question.apply(assumed);
            }
        };
    }
}
