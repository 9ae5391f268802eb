package io.ecroperator.cli.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.Registry;
import java.util.List;
import java.util.Map;

/** An account as it grows over the years: 60 repositories, no two alike, and everything that a registry has beside them. */
public final class VariedAccount {

    /** How many repositories it has. */
    public static final int REPOSITORIES = 60;

    /** How many of them have no lifecycle policy. */
    public static final int WITHOUT_LIFECYCLE_POLICY = 16;

    private static final String KEY = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    /** Policies of the user guide of ECR, and spellings that tools write. */
    private static final List<String> LIFECYCLE_POLICIES =
            List.of("""
            {"rules":[{"rulePriority":1,"description":"Expire images older than 14 days","selection":{"tagStatus":"untagged",
            "countType":"sinceImagePushed","countUnit":"days","countNumber":14},"action":{"type":"expire"}}]}""", """
            {"rules":[{"rulePriority":1,"description":"Keep only one untagged image, expire all others","selection":{"tagStatus":
            "untagged","countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]}""", """
            {"rules":[{"rulePriority":2,"description":"Rule 2: yes","selection":{"tagStatus":"tagged","tagPrefixList":["beta"],
            "countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}},{"rulePriority":1,"description":"Rule
            1","selection":{"tagStatus":"tagged","tagPrefixList":["prod"],"countType":"imageCountMoreThan","countNumber":1},
            "action":{"type":"expire"}}]}""".replace("Rule\n1", "Rule 1"), """
            {"rules":[{"rulePriority":1,"description":"alpha: #1, \\"two\\"\\nlines","selection":{"tagStatus":"tagged",
            "tagPatternList":["v*","*-rc"],"countType":"sinceImagePushed","countUnit":"days","countNumber":5},"action":{"type":
            "expire"}},{"rulePriority":900,"selection":{"tagStatus":"any","storageClass":"standard","countType":
            "imageCountMoreThan","countNumber":500},"action":{"type":"expire"}}]}""", """
            {"rules":[{"rulePriority":1,"description":"Archive","selection":{"tagStatus":"any","countType":"sinceImagePulled",
            "countUnit":"days","countNumber":60},"action":{"type":"transition","targetStorageClass":"archive"}},
            {"rulePriority":2,"description":"アーカイブ","selection":{"tagStatus":"any","storageClass":"archive","countType":
            "sinceImageTransitioned","countUnit":"days","countNumber":365},"action":{"type":"expire"}}]}""");

    /** Likewise; those that no statements of a spec can mean among them. */
    private static final List<String> REPOSITORY_POLICIES = List.of("""
            {"Version":"2012-10-17","Statement":[{"Sid":"AllowPull","Effect":"Allow","Principal":{"AWS":
            "arn:aws:iam::444455556666:root"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}""", """
            {"Version":"2008-10-17","Statement":[{"Sid":"new statement","Effect":"Allow","Principal":"*","Action":
            ["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}""", """
            {"Version":"2012-10-17","Id":"made-by-a-tool","Statement":[{"Effect":"Allow","Principal":{"AWS":["444455556666",
            "111122223333"]},"Action":"ecr:*"}]}""", """
            {"Version":"2012-10-17","Statement":[{"Sid":"LambdaECRImageRetrievalPolicy","Effect":"Allow","Principal":{"Service":
            "lambda.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"StringLike":
            {"aws:sourceArn":"arn:aws:lambda:eu-central-1:123456789012:function:*"}}},{"Sid":"OrgPull","Effect":"Allow",
            "Principal":"*","Action":"ecr:BatchGetImage","Condition":{"StringEquals":{"aws:PrincipalOrgID":["o-1234567890",
            "o-abcdefghij"]},"Bool":{"aws:SecureTransport":true}}}]}""", """
            {"Version":"2012-10-17","Statement":{"Sid":"deny","Effect":"Deny","NotPrincipal":{"AWS":
            "arn:aws:iam::123456789012:role/ci"},"NotAction":["ecr:Get*","ecr:List*","ecr:Describe*","ecr:Put*",
            "ecr:SetRepositoryPolicy","ecr:Delete*","ecr:TagResource","ecr:UntagResource"]}}""", """
            {"Version":"2012-10-17","Statement":[{"Sid":"same","Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":
            "ecr:batchgetimage"},{"Sid":"same","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:PutImage"}]}""");

    /** Names the repository that it stands on, so that no two repositories share it. */
    private static final String OWN_NAME_POLICY = """
            {"Version":"2012-10-17","Statement":[{"Sid":"build","Effect":"Allow","Principal":{"Service":
            "codebuild.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"StringEquals":
            {"aws:SourceArn":"arn:aws:codebuild:eu-central-1:123456789012:project/OWN"}}}]}""";

    /** How many public repositories it has. */
    public static final int PUBLIC_REPOSITORIES = 2;

    private final Registry registry;

    private VariedAccount(Registry registry) {
        this.registry = registry;
    }

    /** Fills a registry. */
    public static void in(Registry registry) {
        VariedAccount account = new VariedAccount(registry);
        for (int number = 0; number < REPOSITORIES; number++) {
            account.repository(number);
        }
        account.settings();
        account.cacheRules();
        account.templates();
    }

    /** Fills a public registry. */
    public static void inPublic(Registry registry) {
        registry.call("CreateRepository", """
                {"repositoryName": "team-a/tool", "tags": [{"Key": "team", "Value": "a"}], "catalogData": {"description":
                "A tool: for all", "architectures": ["x86-64", "ARM 64"], "operatingSystems": ["Linux"], "aboutText":
                "# Tool\\n\\nIt helps.\\n", "usageText": "docker run it"}}""");
        registry.call("CreateRepository", "{\"repositoryName\": \"plain\"}");
        registry.setRepositoryPolicy("team-a/tool", """
                {"Version": "2012-10-17", "Statement": [{"Sid": "push", "Effect": "Allow", "Principal": {"AWS": "444455556666"},
                "Action": ["ecr-public:PutImage", "ecr-public:BatchCheckLayerAvailability"]}]}""");
        registry.call("PutRegistryCatalogData", "{\"displayName\": \"The Tool Company\"}");
    }

    private void repository(int number) {
        String name = name(number);
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("repositoryName", name);
        if (number % 5 == 1) {
            ObjectNode encryption = request.putObject("encryptionConfiguration").put("encryptionType", "KMS");
            if (number % 2 == 0) {
                encryption.put("kmsKey", KEY);
            }
        }
        registry.call("CreateRepository", request.toString());
        registry.setTags(name, tags(number));
        registry.setScanOnPush(name, number % 2 == 0);
        switch (number % 4) {
            case 1 -> registry.setImageTagMutability(name, "IMMUTABLE");
            case 2 -> registry.setImageTagMutability(name, "IMMUTABLE_WITH_EXCLUSION", "dev-*", "*-tmp");
            case 3 -> registry.setImageTagMutability(name, "MUTABLE_WITH_EXCLUSION", "v*");
            default -> {}
        }
        if (number % 7 < LIFECYCLE_POLICIES.size()) {
            registry.putLifecyclePolicy(name, LIFECYCLE_POLICIES.get(number % 7));
        }
        if (number % 8 < REPOSITORY_POLICIES.size()) {
            String policy = REPOSITORY_POLICIES.get(number % 8);
            registry.setRepositoryPolicy(name, number % 3 == 0 ? spelledOtherwise(policy) : policy);
        } else if (number % 8 == REPOSITORY_POLICIES.size()) {
            registry.setRepositoryPolicy(name, OWN_NAME_POLICY.replace("OWN", name));
        }
    }

    private static String spelledOtherwise(String policy) {
        return policy.replace("\"444455556666\"", "\"arn:aws:iam::444455556666:root\"")
                .replace(
                        "\"ecr:BatchGetImage\",\"ecr:GetDownloadUrlForLayer\"",
                        "\"ecr:GetDownloadUrlForLayer\", \"ecr:BatchGetImage\"");
    }

    private static String name(int number) {
        return switch (number % 6) {
            case 0 -> "app-" + number;
            case 1 -> "team-a/app-" + number;
            case 2 -> "team_b/sub__dir/app." + number;
            case 3 -> number == 3 ? "team/a-app-1" : "team/b/app-" + number;
            case 4 -> "docker-hub/library/app" + number;
            default -> number == 5 ? "a/".repeat(120) + "long" : "n" + number;
        };
    }

    private static Map<String, String> tags(int number) {
        return switch (number % 4) {
            case 0 -> Map.of();
            case 1 -> Map.of("team", "a", "cost-centre", "4711");
            case 2 -> Map.of("on", "yes", "owner:mail", "a b@example.com", "aws:cloudformation:stack-name", "old");
            default -> Map.of("empty", "", "Größe", "1e3");
        };
    }

    private void settings() {
        registry.call(
                "PutRegistryPolicy",
                JsonNodeFactory.instance.objectNode().put("policyText", """
                        {"Version":"2012-10-17","Statement":[{"Sid":"replication","Effect":"Allow","Principal":{"AWS":
                        "arn:aws:iam::444455556666:root"},"Action":["ecr:CreateRepository","ecr:ReplicateImage"],"Resource":
                        "arn:aws:ecr:eu-central-1:123456789012:repository/*"},{"Sid":"cache","Effect":"Allow","Principal":
                        {"AWS":"arn:aws:iam::123456789012:role/nodes"},"Action":["ecr:CreateRepository",
                        "ecr:BatchImportUpstreamImage"],"Resource":
                        ["arn:aws:ecr:eu-central-1:123456789012:repository/docker-hub/*"]}]}""").toString());
        registry.call("PutReplicationConfiguration", """
                {"replicationConfiguration":{"rules":[{"destinations":[{"region":"eu-west-1","registryId":"123456789012"}],
                "repositoryFilters":[{"filter":"team-a/","filterType":"PREFIX_MATCH"}]},{"destinations":[{"region":"us-east-1",
                "registryId":"444455556666"}]}]}}""");
        registry.call("PutRegistryScanningConfiguration", """
                {"scanType":"BASIC","rules":[{"scanFrequency":"SCAN_ON_PUSH","repositoryFilters":[{"filter":"team-a/*",
                "filterType":"WILDCARD"}]}]}""");
        registry.call("PutSigningConfiguration", """
                {"signingConfiguration":{"rules":[{"signingProfileArn":
                "arn:aws:signer:eu-central-1:123456789012:/signing-profiles/ecr_release","repositoryFilters":[{"filter":
                "team-a/*","filterType":"WILDCARD_MATCH"}]}]}}""");
        registry.putAccountSetting("BLOB_MOUNTING", "ENABLED");
        registry.call(
                "RegisterPullTimeUpdateExclusion", "{\"principalArn\":\"arn:aws:iam::123456789012:role/scanner\"}");
        registry.call("RegisterPullTimeUpdateExclusion", "{\"principalArn\":\"arn:aws:iam::123456789012:role/audit\"}");
    }

    private void cacheRules() {
        registry.call(
                "CreatePullThroughCacheRule", "{\"ecrRepositoryPrefix\":\"quay\",\"upstreamRegistryUrl\":\"quay.io\"}");
        registry.call("CreatePullThroughCacheRule", """
                {"ecrRepositoryPrefix":"docker-hub","upstreamRegistryUrl":"registry-1.docker.io","upstreamRegistry":"docker-hub",
                "upstreamRepositoryPrefix":"library","credentialArn":
                "arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf"}""");
        registry.call(
                "CreatePullThroughCacheRule",
                "{\"ecrRepositoryPrefix\":\"ROOT\",\"upstreamRegistryUrl\":\"public.ecr.aws\"}");
    }

    private void templates() {
        ObjectNode template = JsonNodeFactory.instance
                .objectNode()
                .put("prefix", "docker-hub")
                .put("description", "Cached: all of it")
                .put("imageTagMutability", "MUTABLE")
                .put("lifecyclePolicy", LIFECYCLE_POLICIES.get(3))
                .put("repositoryPolicy", REPOSITORY_POLICIES.get(1))
                .put("customRoleArn", "arn:aws:iam::123456789012:role/ecr-templates");
        template.putArray("appliedFor").add("REPLICATION").add("PULL_THROUGH_CACHE");
        template.putArray("resourceTags").addObject().put("Key", "team").put("Value", "platform");
        template.putObject("encryptionConfiguration")
                .put("encryptionType", "KMS")
                .put("kmsKey", KEY);
        registry.call("CreateRepositoryCreationTemplate", template.toString());
        registry.call(
                "CreateRepositoryCreationTemplate",
                "{\"prefix\":\"ROOT\",\"appliedFor\":[\"CREATE_ON_PUSH\"],\"imageTagMutability\":\"IMMUTABLE\"}");
    }
}
