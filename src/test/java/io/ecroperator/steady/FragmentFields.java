package io.ecroperator.steady;

import java.util.List;
import java.util.stream.Stream;

/** The lives of the fields of settings of a registry that are something in ECR; each object is called {@code field}. */
final class FragmentFields {

    private FragmentFields() {}

    static Stream<FieldCase> cases() {
        return Stream.of(
                new FieldCase(
                        "policy.statements",
                        "{policy: {statements: [{sid: s, effect: Allow, principal: {AWS: [\"111122223333\"]}, action: [\"ecr:ReplicateImage\"], resource: [\"arn:aws:ecr:eu-central-1:123456789012:repository/a/*\"], condition: {StringEquals: {\"aws:PrincipalOrgID\": [o-1]}}}]}}",
                        "{policy: {statements: [{sid: s, effect: Allow, principal: {AWS: [\"444455556666\"]}, action: [\"ecr:ReplicateImage\"], resource: [\"arn:aws:ecr:eu-central-1:123456789012:repository/a/*\"], condition: {StringEquals: {\"aws:PrincipalOrgID\": [o-1]}}}]}}",
                        "{}",
                        "{policy: {statements: []}}",
                        "GetRegistryPolicy",
                        "{}",
                        "/policyText",
                        List.of("111122223333", "444455556666", ""),
                        "PutRegistryPolicy",
                        "{'policyText':\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Sid\\\":\\\"s\\\",\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"777788889999\\\"},\\\"Action\\\":\\\"ecr:ReplicateImage\\\",\\\"Resource\\\":\\\"arn:aws:ecr:eu-central-1:123456789012:repository/*\\\"}]}\"}"),
                new FieldCase(
                        "policy.statements.notPrincipal",
                        "{policy: {statements: [{sid: s, effect: Deny, notPrincipal: {AWS: [\"111122223333\"]}, notAction: [\"ecr:*\"]}]}}",
                        "{policy: {statements: [{sid: s, effect: Deny, notPrincipal: {AWS: [\"444455556666\"]}, notAction: [\"ecr:*\"]}]}}",
                        "{}",
                        "{policy: {statements: []}}",
                        "GetRegistryPolicy",
                        "{}",
                        "/policyText",
                        List.of("111122223333", "444455556666", ""),
                        "PutRegistryPolicy",
                        "{'policyText':\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Sid\\\":\\\"s\\\",\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"777788889999\\\"},\\\"Action\\\":\\\"ecr:ReplicateImage\\\",\\\"Resource\\\":\\\"arn:aws:ecr:eu-central-1:123456789012:repository/*\\\"}]}\"}"),
                new FieldCase(
                        "replication.rules",
                        "{replication: {rules: [{destinations: [{region: eu-west-1, registryId: \"123456789012\"}], repositoryFilters: [{filterType: PREFIX_MATCH, filter: one/}]}]}}",
                        "{replication: {rules: [{destinations: [{region: eu-west-3, registryId: \"123456789012\"}], repositoryFilters: [{filterType: PREFIX_MATCH, filter: two/}]}]}}",
                        "{}",
                        "{replication: {rules: []}}",
                        "DescribeRegistry",
                        "{}",
                        "/replicationConfiguration/rules",
                        List.of("one/", "eu-west-3", ""),
                        "PutReplicationConfiguration",
                        "{'replicationConfiguration':{'rules':[]}}"),
                new FieldCase(
                        "replication.rules.deleteReplication",
                        "{replication: {rules: [{destinations: [{region: eu-west-1, registryId: \"123456789012\"}], repositoryFilters: [{filterType: PREFIX_MATCH, filter: one/}], deleteReplication: {enabled: true}}]}}",
                        "{replication: {rules: [{destinations: [{region: eu-west-1, registryId: \"123456789012\"}], repositoryFilters: [{filterType: PREFIX_MATCH, filter: one/}], deleteReplication: {enabled: false}}]}}",
                        "",
                        "{replication: {rules: []}}",
                        "DescribeRegistry",
                        "{}",
                        "/replicationConfiguration/rules",
                        List.of("\"enabled\":true", "\"filterType\":\"PREFIX_MATCH\"}]}]", ""),
                        "PutReplicationConfiguration",
                        "{'replicationConfiguration':{'rules':[]}}"),
                new FieldCase(
                        "scanning.scanType",
                        "{scanning: {scanType: ENHANCED}}",
                        "{scanning: {scanType: BASIC}}",
                        "{}",
                        "",
                        "GetRegistryScanningConfiguration",
                        "{}",
                        "/scanningConfiguration",
                        List.of("ENHANCED", "BASIC", ""),
                        "PutRegistryScanningConfiguration",
                        "{'scanType':'BASIC','rules':[]}"),
                new FieldCase(
                        "scanning.rules",
                        "{scanning: {rules: [{scanFrequency: SCAN_ON_PUSH, repositoryFilters: [{filterType: WILDCARD, filter: \"one/*\"}]}]}}",
                        "{scanning: {rules: [{scanFrequency: SCAN_ON_PUSH, repositoryFilters: [{filterType: WILDCARD, filter: \"two/*\"}]}]}}",
                        "{}",
                        "{scanning: {rules: []}}",
                        "GetRegistryScanningConfiguration",
                        "{}",
                        "/scanningConfiguration",
                        List.of("one/*", "two/*", "BASIC"),
                        "PutRegistryScanningConfiguration",
                        "{'scanType':'BASIC','rules':[]}"),
                new FieldCase(
                        "signing.rules",
                        "{signing: {rules: [{signingProfileArn: \"arn:aws:signer:eu-central-1:123456789012:/signing-profiles/p1\", repositoryFilters: [{filterType: WILDCARD_MATCH, filter: \"one/*\"}]}]}}",
                        "{signing: {rules: [{signingProfileArn: \"arn:aws:signer:eu-central-1:123456789012:/signing-profiles/p2\", repositoryFilters: [{filterType: WILDCARD_MATCH, filter: \"two/*\"}]}]}}",
                        "{}",
                        "{signing: {rules: []}}",
                        "GetSigningConfiguration",
                        "{}",
                        "/signingConfiguration/rules",
                        List.of("one/*", "p2", ""),
                        "DeleteSigningConfiguration",
                        "{}"),
                new FieldCase(
                        "accountSettings",
                        "{accountSettings: [{name: BLOB_MOUNTING, value: ENABLED}]}",
                        "{accountSettings: [{name: BLOB_MOUNTING, value: DISABLED}]}",
                        "{}",
                        "",
                        "GetAccountSetting",
                        "{'name':'BLOB_MOUNTING'}",
                        "/value",
                        List.of("ENABLED", "DISABLED", ""),
                        "PutAccountSetting",
                        "{'name':'BLOB_MOUNTING','value':'DISABLED'}"),
                new FieldCase(
                        "pullTimeUpdateExclusions",
                        "{pullTimeUpdateExclusions: [\"arn:aws:iam::123456789012:role/one\"]}",
                        "{pullTimeUpdateExclusions: [\"arn:aws:iam::123456789012:role/two\"]}",
                        "{}",
                        "{pullTimeUpdateExclusions: []}",
                        "ListPullTimeUpdateExclusions",
                        "{}",
                        "/pullTimeUpdateExclusions",
                        List.of("role/one", "role/two", ""),
                        "DeregisterPullTimeUpdateExclusion",
                        "{'principalArn':'arn:aws:iam::123456789012:role/one'}"));
    }
}
