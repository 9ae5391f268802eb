package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.asking;
import static software.amazon.awssdk.services.ecr.model.ImageTagMutability.IMMUTABLE;
import static software.amazon.awssdk.services.ecr.model.ImageTagMutability.IMMUTABLE_WITH_EXCLUSION;
import static software.amazon.awssdk.services.ecr.model.ImageTagMutability.MUTABLE;
import static software.amazon.awssdk.services.ecr.model.ImageTagMutability.MUTABLE_WITH_EXCLUSION;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityRequest;

/** Mutability of image tags, scanning, encryption. */
final class RepositorySettingsCases {

    private static final String KEY = "1234abcd-12ab-34cd-56ef-1234567890ab";

    private RepositorySettingsCases() {}

    static List<ContractCase> all() {
        return Stream.of(creatingMutability(), puttingMutability(), scanning(), encryption())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ContractCase> creatingMutability() {
        return List.of(
                creating("an unknown mutability", "SOMETIMES"),
                creating("IMMUTABLE_WITH_EXCLUSION and a filter", IMMUTABLE_WITH_EXCLUSION.toString(), "dev-*"),
                creating("MUTABLE_WITH_EXCLUSION and two filters", MUTABLE_WITH_EXCLUSION.toString(), "v*", "release"),
                creating("IMMUTABLE_WITH_EXCLUSION without filters", IMMUTABLE_WITH_EXCLUSION.toString()),
                creating("IMMUTABLE and a filter", IMMUTABLE.toString(), "dev-*"),
                creating("MUTABLE and a filter", MUTABLE.toString(), "dev-*"),
                asking("CreateRepository: a filter and no mutability", aws -> aws.ecr()
                        .createRepository(
                                r -> r.repositoryName("api").imageTagMutabilityExclusionFilters(Aws.filters("dev-*")))),
                creating("5 filters", IMMUTABLE_WITH_EXCLUSION.toString(), manyFilters(5)),
                creating("6 filters", IMMUTABLE_WITH_EXCLUSION.toString(), manyFilters(6)),
                creating("a filter with a slash", IMMUTABLE_WITH_EXCLUSION.toString(), "a/b"),
                creating("a filter of 129 characters", IMMUTABLE_WITH_EXCLUSION.toString(), "a".repeat(129)),
                asking("CreateRepository: a filter of an unknown type", aws -> aws.ecr()
                        .createRepository(r -> r.repositoryName("api")
                                .imageTagMutability(IMMUTABLE_WITH_EXCLUSION)
                                .imageTagMutabilityExclusionFilters(Aws.filter("REGEX", "dev")))));
    }

    private static List<ContractCase> puttingMutability() {
        return List.of(
                putting("to IMMUTABLE", r -> r.imageTagMutability(IMMUTABLE)),
                putting("to IMMUTABLE_WITH_EXCLUSION and a filter", r -> r.imageTagMutability(IMMUTABLE_WITH_EXCLUSION)
                        .imageTagMutabilityExclusionFilters(Aws.filters("dev-*"))),
                putting("to MUTABLE_WITH_EXCLUSION without filters", r -> r.imageTagMutability(MUTABLE_WITH_EXCLUSION)),
                putting("to MUTABLE and a filter", r -> r.imageTagMutability(MUTABLE)
                        .imageTagMutabilityExclusionFilters(Aws.filters("dev-*"))),
                putting("to an unknown one", r -> r.imageTagMutability("SOMETIMES")),
                putting("to none", r -> {}),
                asking("PutImageTagMutability: not there", aws -> aws.ecr()
                        .putImageTagMutability(r -> r.repositoryName("api").imageTagMutability(MUTABLE))),
                described("IMMUTABLE is kept", IMMUTABLE),
                described("IMMUTABLE_WITH_EXCLUSION and its filter are kept", IMMUTABLE_WITH_EXCLUSION, "dev-*"),
                asking(
                        "PutImageTagMutability: filters go when it is IMMUTABLE again",
                        aws -> {
                            aws.create("api");
                            put(aws, IMMUTABLE_WITH_EXCLUSION, "dev-*");
                            put(aws, IMMUTABLE);
                        },
                        aws -> aws.ecr().describeRepositories()));
    }

    private static List<ContractCase> scanning() {
        return List.of(
                asking("PutImageScanningConfiguration: on", aws -> aws.create("api"), aws -> putScanning(aws, true)),
                asking(
                        "PutImageScanningConfiguration: off",
                        aws -> aws.create("api", r -> r.imageScanningConfiguration(s -> s.scanOnPush(true))),
                        aws -> putScanning(aws, false)),
                asking(
                        "PutImageScanningConfiguration: it is kept",
                        aws -> {
                            aws.create("api");
                            putScanning(aws, true);
                        },
                        aws -> aws.ecr().describeRepositories()),
                asking("PutImageScanningConfiguration: not there", aws -> putScanning(aws, true)),
                asking("PutImageScanningConfiguration: no configuration", aws -> aws.create("api"), aws -> aws.ecr()
                        .putImageScanningConfiguration(r -> r.repositoryName("api"))));
    }

    private static List<ContractCase> encryption() {
        return List.of(
                encrypted("KMS with no key named", c -> c.encryptionType("KMS")),
                encrypted("KMS with a key's ARN", c -> c.encryptionType("KMS")
                        .kmsKey("arn:aws:kms:" + Aws.REGION + ":" + Aws.ACCOUNT + ":key/" + KEY)),
                encrypted("KMS with a key's id", c -> c.encryptionType("KMS").kmsKey(KEY)),
                encrypted("KMS with an alias", c -> c.encryptionType("KMS").kmsKey("alias/app")),
                encrypted("KMS_DSSE outside GovCloud", c -> c.encryptionType("KMS_DSSE")),
                encrypted("an unknown encryption", c -> c.encryptionType("ROT13")),
                encrypted("AES256 with a key", c -> c.encryptionType("AES256").kmsKey(KEY)),
                encrypted("a key and no encryption type", c -> c.kmsKey(KEY)));
    }

    private static ContractCase creating(String what, String mutability, String... filters) {
        return asking("CreateRepository: " + what, aws -> {
            aws.create("api", r -> {
                r.imageTagMutability(mutability);
                if (filters.length > 0) {
                    r.imageTagMutabilityExclusionFilters(Aws.filters(filters));
                }
            });
            return "accepted";
        });
    }

    private static ContractCase putting(String what, Consumer<PutImageTagMutabilityRequest.Builder> request) {
        return asking("PutImageTagMutability: " + what, aws -> aws.create("api"), aws -> aws.ecr()
                .putImageTagMutability(r -> request.accept(r.repositoryName("api"))));
    }

    private static ContractCase described(String what, ImageTagMutability mutability, String... filters) {
        return asking(
                "PutImageTagMutability: " + what,
                aws -> {
                    aws.create("api");
                    put(aws, mutability, filters);
                },
                aws -> aws.ecr().describeRepositories());
    }

    private static ContractCase encrypted(String what, Consumer<EncryptionConfiguration.Builder> configuration) {
        return asking("CreateRepository: " + what, aws -> aws.ecr()
                .createRepository(r -> r.repositoryName("api").encryptionConfiguration(configuration))
                .repository()
                .encryptionConfiguration());
    }

    private static void put(Aws aws, ImageTagMutability mutability, String... filters) {
        aws.ecr().putImageTagMutability(r -> {
            r.repositoryName("api").imageTagMutability(mutability);
            if (filters.length > 0) {
                r.imageTagMutabilityExclusionFilters(Aws.filters(filters));
            }
        });
    }

    private static Object putScanning(Aws aws, boolean scanOnPush) {
        return aws.ecr().putImageScanningConfiguration(r -> r.repositoryName("api")
                .imageScanningConfiguration(s -> s.scanOnPush(scanOnPush)));
    }

    private static String[] manyFilters(int count) {
        return IntStream.range(0, count).mapToObj(number -> "f" + number).toArray(String[]::new);
    }
}
