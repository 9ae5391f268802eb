package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.asking;
import static software.amazon.awssdk.services.ecr.model.ScanFrequency.CONTINUOUS_SCAN;
import static software.amazon.awssdk.services.ecr.model.ScanFrequency.SCAN_ON_PUSH;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.model.RegistryScanningRule;
import software.amazon.awssdk.services.ecr.model.ReplicationDestination;
import software.amazon.awssdk.services.ecr.model.ReplicationRule;
import software.amazon.awssdk.services.ecr.model.RepositoryFilter;
import software.amazon.awssdk.services.ecr.model.ScanFrequency;
import software.amazon.awssdk.services.ecr.model.ScanningRepositoryFilter;

/** Replication and scanning, of a whole registry. */
final class RegistrySettingsCases {

    private static final String OTHER_ACCOUNT = "444455556666";

    private RegistrySettingsCases() {}

    static List<ContractCase> all() {
        return Stream.of(replication(), scanning(), scanningOfRepositories())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ContractCase> replication() {
        ReplicationRule plain = rule(destination("eu-west-1", Aws.ACCOUNT));
        return List.of(
                asking("DescribeRegistry: nothing was put", aws -> aws.ecr().describeRegistry(r -> {})),
                asking("DescribeRegistry: it is kept", aws -> replicate(aws, plain), aws -> aws.ecr()
                        .describeRegistry(r -> {})),
                asking(
                        "DescribeRegistry: no rules again",
                        aws -> {
                            replicate(aws, plain);
                            replicate(aws);
                        },
                        aws -> aws.ecr().describeRegistry(r -> {})),
                asking("PutReplicationConfiguration: another region", aws -> replicate(aws, plain)),
                asking(
                        "PutReplicationConfiguration: another account",
                        aws -> replicate(aws, rule(destination(Aws.REGION, OTHER_ACCOUNT)))),
                asking(
                        "PutReplicationConfiguration: a filter",
                        aws -> replicate(aws, filtered("team-a/", "PREFIX_MATCH"))),
                asking(
                        "PutReplicationConfiguration: the registry itself",
                        aws -> replicate(aws, rule(destination(Aws.REGION, Aws.ACCOUNT)))),
                asking(
                        "PutReplicationConfiguration: two rules",
                        aws -> replicate(aws, plain, rule(destination("eu-north-1", Aws.ACCOUNT)))),
                asking("PutReplicationConfiguration: no configuration", aws -> aws.ecr()
                        .putReplicationConfiguration(r -> {})),
                asking("PutReplicationConfiguration: no rules", RegistrySettingsCases::replicate),
                asking(
                        "PutReplicationConfiguration: a region that cannot be",
                        aws -> replicate(aws, rule(destination("Ireland", Aws.ACCOUNT)))),
                asking(
                        "PutReplicationConfiguration: an account that cannot be",
                        aws -> replicate(aws, rule(destination("eu-west-1", "1")))),
                asking(
                        "PutReplicationConfiguration: a filter of one character",
                        aws -> replicate(aws, filtered("a", "PREFIX_MATCH"))),
                asking(
                        "PutReplicationConfiguration: a filter of an unknown type",
                        aws -> replicate(aws, filtered("team-a/", "WILDCARD"))),
                asking("PutReplicationConfiguration: 26 destinations", aws -> {
                    replicate(
                            aws,
                            rule(IntStream.rangeClosed(1, 26)
                                    .mapToObj(account -> destination("eu-west-1", "%012d".formatted(account)))
                                    .toArray(ReplicationDestination[]::new)));
                    return "accepted";
                }));
    }

    private static List<ContractCase> scanning() {
        return List.of(
                asking("GetRegistryScanningConfiguration: nothing was put", aws -> aws.ecr()
                        .getRegistryScanningConfiguration(r -> {})),
                asking(
                        "GetRegistryScanningConfiguration: it is kept",
                        aws -> scan(aws, "ENHANCED", scanRule(CONTINUOUS_SCAN, "prod*", "WILDCARD")),
                        aws -> aws.ecr().getRegistryScanningConfiguration(r -> {})),
                asking(
                        "PutRegistryScanningConfiguration: basic, on push",
                        aws -> scan(aws, "BASIC", scanRule(SCAN_ON_PUSH, "*", "WILDCARD"))),
                asking(
                        "PutRegistryScanningConfiguration: basic, continuous",
                        aws -> scan(aws, "BASIC", scanRule(CONTINUOUS_SCAN, "*", "WILDCARD"))),
                asking("PutRegistryScanningConfiguration: no rules", aws -> scan(aws, "BASIC")),
                asking("PutRegistryScanningConfiguration: an unknown type", aws -> scan(aws, "FAST")),
                asking(
                        "PutRegistryScanningConfiguration: a filter of an unknown type",
                        aws -> scan(aws, "BASIC", scanRule(SCAN_ON_PUSH, "*", "PREFIX_MATCH"))),
                asking(
                        "PutRegistryScanningConfiguration: a filter that cannot be",
                        aws -> scan(aws, "BASIC", scanRule(SCAN_ON_PUSH, "Prod", "WILDCARD"))),
                asking(
                        "PutRegistryScanningConfiguration: three rules",
                        aws -> scan(
                                aws,
                                "BASIC",
                                scanRule(SCAN_ON_PUSH, "a", "WILDCARD"),
                                scanRule(SCAN_ON_PUSH, "b", "WILDCARD"),
                                scanRule(SCAN_ON_PUSH, "c", "WILDCARD"))));
    }

    private static List<ContractCase> scanningOfRepositories() {
        return List.of(
                effective("no rules", "api", aws -> {}),
                effective("a rule for all", "api", aws -> scan(aws, "BASIC", scanRule(SCAN_ON_PUSH, "*", "WILDCARD"))),
                effective(
                        "a rule for its beginning",
                        "prod/api",
                        aws -> scan(aws, "ENHANCED", scanRule(CONTINUOUS_SCAN, "prod*", "WILDCARD"))),
                effective(
                        "a rule for a part of its name",
                        "team/prod/api",
                        aws -> scan(aws, "ENHANCED", scanRule(SCAN_ON_PUSH, "prod", "WILDCARD"))),
                effective(
                        "a rule for others",
                        "api",
                        aws -> scan(aws, "ENHANCED", scanRule(SCAN_ON_PUSH, "prod*", "WILDCARD"))),
                effective("its own setting", "api", aws -> aws.ecr()
                        .putImageScanningConfiguration(
                                r -> r.repositoryName("api").imageScanningConfiguration(s -> s.scanOnPush(true)))),
                asking(
                        "BatchGetRepositoryScanningConfiguration: not there", aws -> aws
                                .ecr()
                                .batchGetRepositoryScanningConfiguration(r -> r.repositoryNames("api"))
                                .failures()
                                .stream()
                                .map(failure -> failure.repositoryName() + ": " + failure.failureCodeAsString())
                                .toList()),
                asking("BatchGetRepositoryScanningConfiguration: no names", aws -> aws.ecr()
                        .batchGetRepositoryScanningConfiguration(r -> {})));
    }

    private static ContractCase effective(String what, String repository, Consumer<Aws> configured) {
        return asking(
                "BatchGetRepositoryScanningConfiguration: " + what,
                aws -> {
                    aws.create(repository);
                    configured.accept(aws);
                },
                aws -> aws.ecr().batchGetRepositoryScanningConfiguration(r -> r.repositoryNames(repository)));
    }

    private static Object replicate(Aws aws, ReplicationRule... rules) {
        return aws.ecr().putReplicationConfiguration(r -> r.replicationConfiguration(c -> c.rules(rules)));
    }

    private static ReplicationRule rule(ReplicationDestination... destinations) {
        return ReplicationRule.builder().destinations(destinations).build();
    }

    private static ReplicationRule filtered(String filter, String type) {
        return rule(destination("eu-west-1", Aws.ACCOUNT)).toBuilder()
                .repositoryFilters(RepositoryFilter.builder()
                        .filter(filter)
                        .filterType(type)
                        .build())
                .build();
    }

    private static ReplicationDestination destination(String region, String account) {
        return ReplicationDestination.builder()
                .region(region)
                .registryId(account)
                .build();
    }

    private static Object scan(Aws aws, String type, RegistryScanningRule... rules) {
        return aws.ecr().putRegistryScanningConfiguration(r -> r.scanType(type).rules(rules));
    }

    private static RegistryScanningRule scanRule(ScanFrequency frequency, String filter, String type) {
        return RegistryScanningRule.builder()
                .scanFrequency(frequency)
                .repositoryFilters(ScanningRepositoryFilter.builder()
                        .filter(filter)
                        .filterType(type)
                        .build())
                .build();
    }
}
