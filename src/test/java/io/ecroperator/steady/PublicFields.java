package io.ecroperator.steady;

import java.util.List;
import java.util.stream.Stream;

/** The lives of the fields of public repositories that are something in ECR Public; each object is called {@code field}. */
final class PublicFields {

    private PublicFields() {}

    static Stream<FieldCase> cases() {
        return Stream.of(
                new FieldCase(
                        "catalogData.description",
                        "{catalogData: {description: one}}",
                        "{catalogData: {description: two}}",
                        "{}",
                        "{catalogData: {description: \"\"}}",
                        "GetRepositoryCatalogData",
                        "{'repositoryName':'field'}",
                        "/catalogData/description",
                        List.of("one", "two", ""),
                        "PutRepositoryCatalogData",
                        "{'repositoryName':'field','catalogData':{'description':'theirs'}}"),
                new FieldCase(
                        "catalogData.aboutText",
                        "{catalogData: {aboutText: one}}",
                        "{catalogData: {aboutText: two}}",
                        "{}",
                        "{catalogData: {aboutText: \"\"}}",
                        "GetRepositoryCatalogData",
                        "{'repositoryName':'field'}",
                        "/catalogData/aboutText",
                        List.of("one", "two", ""),
                        "PutRepositoryCatalogData",
                        "{'repositoryName':'field','catalogData':{'aboutText':'theirs'}}"),
                new FieldCase(
                        "catalogData.usageText",
                        "{catalogData: {usageText: one}}",
                        "{catalogData: {usageText: two}}",
                        "{}",
                        "{catalogData: {usageText: \"\"}}",
                        "GetRepositoryCatalogData",
                        "{'repositoryName':'field'}",
                        "/catalogData/usageText",
                        List.of("one", "two", ""),
                        "PutRepositoryCatalogData",
                        "{'repositoryName':'field','catalogData':{'usageText':'theirs'}}"),
                new FieldCase(
                        "catalogData.architectures",
                        "{catalogData: {architectures: [ARM 64]}}",
                        "{catalogData: {architectures: [x86]}}",
                        "{}",
                        "{catalogData: {architectures: []}}",
                        "GetRepositoryCatalogData",
                        "{'repositoryName':'field'}",
                        "/catalogData/architectures",
                        List.of("ARM 64", "x86", ""),
                        "PutRepositoryCatalogData",
                        "{'repositoryName':'field','catalogData':{'architectures':['ARM']}}"),
                new FieldCase(
                        "catalogData.operatingSystems",
                        "{catalogData: {operatingSystems: [Linux]}}",
                        "{catalogData: {operatingSystems: [Windows]}}",
                        "{}",
                        "{catalogData: {operatingSystems: []}}",
                        "GetRepositoryCatalogData",
                        "{'repositoryName':'field'}",
                        "/catalogData/operatingSystems",
                        List.of("Linux", "Windows", ""),
                        "PutRepositoryCatalogData",
                        "{'repositoryName':'field','catalogData':{'operatingSystems':[]}}"),
                new FieldCase(
                        "tags",
                        "{tags: {team: one}}",
                        "{tags: {team: two}}",
                        "{}",
                        "{tags: {}}",
                        "ListTagsForResource",
                        "{'resourceArn':'arn:aws:ecr-public::123456789012:repository/field'}",
                        "/tags",
                        List.of("\"one\"", "\"two\"", "ecr-operator.io/owner"),
                        "TagResource",
                        "{'resourceArn':'arn:aws:ecr-public::123456789012:repository/field','tags':[{'Key':'team','Value':'theirs'}]}"),
                new FieldCase(
                        "repositoryPolicy.statements",
                        "{repositoryPolicy: {statements: [{sid: push, effect: Allow, principal: {AWS: [\"111122223333\"]}, action: [\"ecr-public:PutImage\"], condition: {StringEquals: {\"aws:PrincipalOrgID\": [o-1]}}}]}}",
                        "{repositoryPolicy: {statements: [{sid: push, effect: Allow, principal: {AWS: [\"444455556666\"]}, action: [\"ecr-public:PutImage\"], condition: {StringEquals: {\"aws:PrincipalOrgID\": [o-1]}}}]}}",
                        "{}",
                        "{repositoryPolicy: {statements: []}}",
                        "GetRepositoryPolicy",
                        "{'repositoryName':'field'}",
                        "/policyText",
                        List.of("111122223333", "444455556666", ""),
                        "SetRepositoryPolicy",
                        "{'repositoryName':'field','policyText':\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Sid\\\":\\\"push\\\",\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"777788889999\\\"},\\\"Action\\\":\\\"ecr-public:PutImage\\\"}]}\"}"),
                new FieldCase(
                        "repositoryPolicy.statements.notPrincipal",
                        "{repositoryPolicy: {statements: [{sid: others, effect: Deny, notPrincipal: {AWS: [\"111122223333\"]}, notAction: [\"ecr-public:*\"]}]}}",
                        "{repositoryPolicy: {statements: [{sid: others, effect: Deny, notPrincipal: {AWS: [\"444455556666\"]}, notAction: [\"ecr-public:*\"]}]}}",
                        "{}",
                        "{repositoryPolicy: {statements: []}}",
                        "GetRepositoryPolicy",
                        "{'repositoryName':'field'}",
                        "/policyText",
                        List.of("111122223333", "444455556666", ""),
                        "SetRepositoryPolicy",
                        "{'repositoryName':'field','policyText':\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Sid\\\":\\\"push\\\",\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"777788889999\\\"},\\\"Action\\\":\\\"ecr-public:PutImage\\\"}]}\"}"),
                new FieldCase(
                        "repositoryPolicy.policyText",
                        "{repositoryPolicy: {policyText: '{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"push\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"ecr-public:PutImage\"}]}'}}",
                        "{repositoryPolicy: {policyText: '{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"push\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"444455556666\"},\"Action\":\"ecr-public:PutImage\"}]}'}}",
                        "{}",
                        "{repositoryPolicy: {statements: []}}",
                        "GetRepositoryPolicy",
                        "{'repositoryName':'field'}",
                        "/policyText",
                        List.of("111122223333", "444455556666", ""),
                        "SetRepositoryPolicy",
                        "{'repositoryName':'field','policyText':\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Sid\\\":\\\"push\\\",\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"777788889999\\\"},\\\"Action\\\":\\\"ecr-public:PutImage\\\"}]}\"}"));
    }
}
