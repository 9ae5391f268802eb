package io.ecroperator.cli.export;

/**
 * Objects of ACK, of the shapes that its own examples and tests have, which use each field of its kinds. ReplicationConfiguration
 * is that of <a href="https://github.com/aws-controllers-k8s/ecr-controller/pull/121">ecr-controller#121</a>.
 */
public final class AckExamples {

    /** A repository with all fields, one with three, a cache rule, a template and the replication of the registry. */
    public static final String MANIFESTS = """
            apiVersion: ecr.services.k8s.aws/v1alpha1
            kind: Repository
            metadata:
              name: orders
              namespace: shop
              labels:
                app: orders
              annotations:
                ecr.services.k8s.aws/force-delete: "true"
                services.k8s.aws/region: eu-west-1
            spec:
              name: shop/orders
              registryID: "123456789012"
              imageScanningConfiguration:
                scanOnPush: false
              imageTagMutability: MUTABLE_WITH_EXCLUSION
              imageTagMutabilityExclusionFilters:
                - filter: release-*
                  filterType: WILDCARD
              encryptionConfiguration:
                encryptionType: KMS
                kmsKeyRef:
                  from:
                    name: images
              tags:
                - key: team
                  value: shop
              policy: |
                {"Version": "2012-10-17", "Statement": [{"Sid": "Pull", "Effect": "Allow",
                 "Principal": {"AWS": "arn:aws:iam::444455556666:root"}, "Action": ["ecr:BatchGetImage"]}]}
              lifecyclePolicy: '{"rules":[{"rulePriority":1,"description":"Expire images older than 14 days","selection":{
                "tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":14},"action":{"type":"expire"}}]}'
            ---
            apiVersion: ecr.services.k8s.aws/v1alpha1
            kind: Repository
            metadata:
              name: web
              annotations:
                services.k8s.aws/deletion-policy: retain
            spec:
              name: web
              imageTagMutability: IMMUTABLE
            ---
            apiVersion: ecr.services.k8s.aws/v1alpha1
            kind: PullThroughCacheRule
            metadata:
              name: public-images
            spec:
              registryID: "123456789012"
              ecrRepositoryPrefix: ecr-public
              upstreamRegistryURL: public.ecr.aws
            ---
            apiVersion: ecr.services.k8s.aws/v1alpha1
            kind: RepositoryCreationTemplate
            metadata:
              name: on-push
            spec:
              prefix: shop
              appliedFor: [CREATE_ON_PUSH]
              customRoleRef:
                from:
                  name: creator
              description: Repositories of the shop
              imageTagMutability: MUTABLE
              encryptionConfiguration:
                encryptionType: AES256
              resourceTags:
                - key: Environment
                  value: Production
            ---
            apiVersion: ecr.services.k8s.aws/v1alpha1
            kind: ReplicationConfiguration
            metadata:
              name: replication
              namespace: shop
              annotations:
                services.k8s.aws/deletion-policy: retain
            spec:
              registryId: "123456789012"
              replicationConfiguration:
                rules:
                  - destinations:
                      - region: us-west-2
                        registryId: "123456789012"
                    repositoryFilters:
                      - filter: shop/
                        filterType: PREFIX_MATCH
            ---
            apiVersion: s3.services.k8s.aws/v1alpha1
            kind: Bucket
            metadata:
              name: artifacts
            spec:
              name: artifacts
            """;

    private AckExamples() {}
}
