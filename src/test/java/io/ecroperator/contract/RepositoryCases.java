package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.asking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

/** Creating and deleting repositories. */
final class RepositoryCases {

    private static final String FOREIGN = "444455556666";

    private RepositoryCases() {}

    static List<ContractCase> all() {
        List<ContractCase> cases = new ArrayList<>(creating());
        cases.addAll(deleting());
        names().forEach((what, name) -> cases.add(asking("CreateRepository: a name " + what, aws -> {
            aws.create(name);
            return "accepted";
        })));
        return cases;
    }

    private static List<ContractCase> creating() {
        return List.of(
                asking("CreateRepository: default settings", aws -> aws.ecr()
                        .createRepository(r -> r.repositoryName("api"))),
                asking("CreateRepository: all settings", aws -> aws.ecr()
                        .createRepository(r -> r.repositoryName("team/api")
                                .tags(Aws.tags(Map.of("team", "a")))
                                .imageTagMutability(ImageTagMutability.IMMUTABLE)
                                .imageScanningConfiguration(scanning -> scanning.scanOnPush(true))
                                .encryptionConfiguration(encryption -> encryption.encryptionType("AES256")))),
                asking("CreateRepository: there already", aws -> aws.create("api"), aws -> aws.ecr()
                        .createRepository(r -> r.repositoryName("api"))),
                asking("CreateRepository: there already with other settings", aws -> aws.create("api"), aws -> aws.ecr()
                        .createRepository(
                                r -> r.repositoryName("api").imageTagMutability(ImageTagMutability.IMMUTABLE))),
                asking(
                        "CreateRepository: again after it was deleted",
                        aws -> {
                            aws.create("api", r -> r.tags(Aws.tags(Map.of("team", "a"))));
                            aws.ecr().deleteRepository(r -> r.repositoryName("api"));
                        },
                        aws -> aws.ecr().createRepository(r -> r.repositoryName("api"))),
                asking("CreateRepository: no name", aws -> aws.ecr().createRepository(r -> {})),
                asking("CreateRepository: the own account as registryId", aws -> aws.ecr()
                        .createRepository(r -> r.repositoryName("api").registryId(Aws.ACCOUNT))),
                asking("CreateRepository: another account as registryId", aws -> aws.ecr()
                        .createRepository(r -> r.repositoryName("api").registryId(FOREIGN))
                        .repository()
                        .repositoryArn()));
    }

    private static List<ContractCase> deleting() {
        return List.of(
                asking(
                        "DeleteRepository: an empty one",
                        aws -> aws.create("api", r -> r.tags(Aws.tags(Map.of("team", "a")))),
                        aws -> aws.ecr().deleteRepository(r -> r.repositoryName("api"))),
                asking("DeleteRepository: not there", aws -> aws.ecr().deleteRepository(r -> r.repositoryName("api"))),
                asking(
                        "DeleteRepository: it is gone afterwards",
                        aws -> {
                            aws.create("api");
                            aws.ecr().deleteRepository(r -> r.repositoryName("api"));
                        },
                        aws -> aws.ecr().describeRepositories(r -> r.repositoryNames("api"))),
                asking("DeleteRepository: it has an image", RepositoryCases::createWithImage, aws -> aws.ecr()
                        .deleteRepository(r -> r.repositoryName("api"))),
                asking(
                        "DeleteRepository: it has an image, force=false",
                        RepositoryCases::createWithImage,
                        aws -> aws.ecr()
                                .deleteRepository(r -> r.repositoryName("api").force(false))),
                asking(
                        "DeleteRepository: it has an image, force=true",
                        RepositoryCases::createWithImage,
                        aws -> aws.ecr()
                                .deleteRepository(r -> r.repositoryName("api").force(true))),
                asking(
                        "DeleteRepository: it has policies",
                        aws -> {
                            aws.create("api");
                            RepositoryPolicyCases.set(aws, RepositoryPolicyCases.PULL);
                            LifecyclePolicyCases.put(aws, LifecyclePolicyCases.UNTAGGED);
                        },
                        aws -> aws.ecr().deleteRepository(r -> r.repositoryName("api"))),
                asking(
                        "DeleteRepository: another account as registryId",
                        aws -> aws.create("api"),
                        aws -> refusedOr(aws, FOREIGN)));
    }

    private static Object refusedOr(Aws aws, String registry) {
        return aws.ecr().deleteRepository(r -> r.repositoryName("api").registryId(registry));
    }

    private static void createWithImage(Aws aws) {
        aws.create("api");
        aws.ecr()
                .putImage(r ->
                        r.repositoryName("api").imageManifest(Manifest.FIRST).imageTag("v1"));
    }

    /** What is special about a name, and the name. */
    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("of two characters", "ab");
        names.put("of one character", "a");
        names.put("of 256 characters", "a".repeat(256));
        names.put("of 257 characters", "a".repeat(257));
        names.put("of several parts", "org/team/api");
        names.put("with a dot, a dash and an underscore", "a.b-c_d");
        names.put("with two underscores", "a__b");
        names.put("with three underscores", "a___b");
        names.put("with several dashes", "a---b");
        names.put("with two dots", "a..b");
        names.put("that begins with a digit", "1a/2b");
        names.put("that begins with a dash", "-ab");
        names.put("that ends with a dash", "ab-");
        names.put("that begins with a slash", "/ab");
        names.put("that ends with a slash", "ab/");
        names.put("with an empty part", "a//b");
        names.put("in upper case", "Api");
        names.put("with a space", "a b");
        names.put("that is empty", "");
        return names;
    }
}
