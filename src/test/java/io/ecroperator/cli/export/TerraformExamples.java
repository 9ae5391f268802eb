package io.ecroperator.cli.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.Registry;
import java.util.Map;

/** What ECR has after the examples on the pages of Terraform's {@code aws_ecr_…} resources have been applied. */
public final class TerraformExamples {

    private static final String LIFECYCLE_POLICY = """
            {"rules":[{"rulePriority":1,"description":"Expire images older than 14 days","selection":{"tagStatus":"untagged",
            "countType":"sinceImagePushed","countUnit":"days","countNumber":14},"action":{"type":"expire"}},{"rulePriority":2,
            "description":"Keep last 30 images","selection":{"tagStatus":"tagged","tagPrefixList":["v"],"countType":
            "imageCountMoreThan","countNumber":30},"action":{"type":"expire"}}]}""";

    private static final String REPOSITORY_POLICY = """
            {"Version":"2012-10-17","Statement":[{"Sid":"new policy","Effect":"Allow","Principal":{"AWS":"123456789012"},
            "Action":["ecr:UploadLayerPart","ecr:SetRepositoryPolicy","ecr:PutImage","ecr:ListImages","ecr:InitiateLayerUpload",
            "ecr:GetRepositoryPolicy","ecr:GetDownloadUrlForLayer","ecr:DescribeRepositories","ecr:DeleteRepositoryPolicy",
            "ecr:DeleteRepository","ecr:CompleteLayerUpload","ecr:BatchGetImage","ecr:BatchDeleteImage",
            "ecr:BatchCheckLayerAvailability"]}]}""";

    private TerraformExamples() {}

    /** Fills a registry. */
    public static void in(Registry registry) {
        registry.createRepository("bar");
        registry.setScanOnPush("bar", true);
        registry.putLifecyclePolicy("bar", LIFECYCLE_POLICY);
        registry.setRepositoryPolicy("bar", REPOSITORY_POLICY);
        registry.createRepository("example-repo", Map.of("Environment", "Test"));
        registry.setImageTagMutability("example-repo", "IMMUTABLE_WITH_EXCLUSION", "latest*", "dev-*");
        settings(registry);
        registry.call(
                "CreatePullThroughCacheRule",
                "{\"ecrRepositoryPrefix\":\"ecr-public\",\"upstreamRegistryUrl\":\"public.ecr.aws\"}");
        registry.call("CreateRepositoryCreationTemplate", template().toString());
    }

    private static void settings(Registry registry) {
        registry.call(
                "PutRegistryPolicy",
                JsonNodeFactory.instance.objectNode().put("policyText", """
                                {"Version":"2012-10-17","Statement":[{"Sid":"testpolicy","Effect":"Allow","Principal":{"AWS":
                                "arn:aws:iam::123456789012:root"},"Action":["ecr:ReplicateImage"],"Resource":
                                ["arn:aws:ecr:eu-central-1:123456789012:repository/*"]}]}""").toString());
        registry.call("PutReplicationConfiguration", """
                {"replicationConfiguration":{"rules":[{"destinations":[{"region":"eu-west-1","registryId":"123456789012"},
                {"region":"eu-west-2","registryId":"123456789012"}],"repositoryFilters":[{"filter":"prod-microservice",
                "filterType":"PREFIX_MATCH"}]}]}}""");
        registry.call("PutRegistryScanningConfiguration", """
                {"scanType":"ENHANCED","rules":[{"scanFrequency":"SCAN_ON_PUSH","repositoryFilters":[{"filter":"*","filterType":
                "WILDCARD"}]},{"scanFrequency":"CONTINUOUS_SCAN","repositoryFilters":[{"filter":"example","filterType":
                "WILDCARD"}]}]}""");
        registry.putAccountSetting("REGISTRY_POLICY_SCOPE", "V2");
    }

    private static ObjectNode template() {
        ObjectNode template = JsonNodeFactory.instance
                .objectNode()
                .put("prefix", "example")
                .put("description", "An example template")
                .put("imageTagMutability", "IMMUTABLE")
                .put("customRoleArn", "arn:aws:iam::123456789012:role/example")
                .put("lifecyclePolicy", LIFECYCLE_POLICY)
                .put("repositoryPolicy", REPOSITORY_POLICY);
        template.putArray("appliedFor").add("PULL_THROUGH_CACHE");
        template.putObject("encryptionConfiguration").put("encryptionType", "AES256");
        template.putArray("resourceTags").addObject().put("Key", "Foo").put("Value", "Bar");
        return template;
    }
}
