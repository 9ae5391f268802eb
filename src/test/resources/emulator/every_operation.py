"""Calls every operation of ECR and ECR Public that boto3 knows at AWS_ENDPOINT_URL once, with what each needs, and prints
one line of JSON for each: service, operation and the code it ended with. One that has no call here ends with "NoCallHere"."""

import hashlib
import json

import boto3
from botocore.exceptions import ClientError

REGION = "us-east-1"
REPOSITORY = {"repositoryName": "team/api"}
LAYER = b"a layer"
LAYER_DIGEST = "sha256:" + hashlib.sha256(LAYER).hexdigest()
MANIFEST = json.dumps({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json"})
DIGEST = "sha256:" + hashlib.sha256(MANIFEST.encode()).hexdigest()
IMAGE = {**REPOSITORY, "imageId": {"imageDigest": DIGEST}}
IMAGES = {**REPOSITORY, "imageIds": [{"imageTag": "v1"}]}
LIFECYCLE = json.dumps(
    {
        "rules": [
            {
                "rulePriority": 1,
                "selection": {"tagStatus": "any", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14},
                "action": {"type": "expire"},
            }
        ]
    }
)
PROFILE = "arn:aws:signer:us-east-1:111122223333:/signing-profiles/team"
ROLE = {"principalArn": "arn:aws:iam::111122223333:role/scanner"}
DESTINATION = {"region": "eu-central-1", "registryId": "111122223333"}
TEMPLATE = {"prefix": "cache"}
CACHE = {"ecrRepositoryPrefix": "quay"}


def policy(service, **more):
    statement = {"Sid": "pull", "Effect": "Allow", "Principal": "*", "Action": f"{service}:DescribeImages", **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def layers(client):
    """The four calls that bring a layer, of which each needs the answer of the first."""
    upload = {"uploadId": None}

    def initiate():
        upload["uploadId"] = client.initiate_layer_upload(**REPOSITORY)["uploadId"]

    return [
        ("InitiateLayerUpload", initiate),
        (
            "UploadLayerPart",
            lambda: client.upload_layer_part(
                **REPOSITORY, **upload, partFirstByte=0, partLastByte=len(LAYER) - 1, layerPartBlob=LAYER
            ),
        ),
        ("CompleteLayerUpload", lambda: client.complete_layer_upload(**REPOSITORY, **upload, layerDigests=[LAYER_DIGEST])),
        ("BatchCheckLayerAvailability", {**REPOSITORY, "layerDigests": [LAYER_DIGEST]}),
        ("PutImage", {**REPOSITORY, "imageManifest": MANIFEST, "imageTag": "v1"}),
    ]


def shared(service, arn):
    """What both services have, once the repository is there."""
    return [
        ("DescribeRepositories", {"repositoryNames": ["team/api"]}),
        ("TagResource", {"resourceArn": arn, "tags": [{"Key": "team", "Value": "a"}]}),
        ("ListTagsForResource", {"resourceArn": arn}),
        ("UntagResource", {"resourceArn": arn, "tagKeys": ["team"]}),
        ("SetRepositoryPolicy", {**REPOSITORY, "policyText": policy(service)}),
        ("GetRepositoryPolicy", REPOSITORY),
        ("DeleteRepositoryPolicy", REPOSITORY),
        ("DescribeImages", REPOSITORY),
        ("GetAuthorizationToken", {}),
    ]


def ecr(client):
    arn = "arn:aws:ecr:us-east-1:111122223333:repository/team/api"
    return [
        ("CreateRepository", REPOSITORY),
        *layers(client),
        *shared("ecr", arn),
        ("GetDownloadUrlForLayer", {**REPOSITORY, "layerDigest": LAYER_DIGEST}),
        ("PutImageTagMutability", {**REPOSITORY, "imageTagMutability": "IMMUTABLE"}),
        ("PutImageScanningConfiguration", {**REPOSITORY, "imageScanningConfiguration": {"scanOnPush": False}}),
        ("ListImages", REPOSITORY),
        ("BatchGetImage", IMAGES),
        ("ListImageReferrers", {**REPOSITORY, "subjectId": {"imageDigest": DIGEST}}),
        ("StartImageScan", IMAGE),
        ("DescribeImageScanFindings", IMAGE),
        ("PutLifecyclePolicy", {**REPOSITORY, "lifecyclePolicyText": LIFECYCLE}),
        ("GetLifecyclePolicy", REPOSITORY),
        ("StartLifecyclePolicyPreview", REPOSITORY),
        ("GetLifecyclePolicyPreview", REPOSITORY),
        ("DeleteLifecyclePolicy", REPOSITORY),
        (
            "PutRegistryPolicy",
            {"policyText": policy("ecr", Resource="arn:aws:ecr:us-east-1:111122223333:repository/*")},
        ),
        ("GetRegistryPolicy", {}),
        ("DeleteRegistryPolicy", {}),
        ("PutReplicationConfiguration", {"replicationConfiguration": {"rules": [{"destinations": [DESTINATION]}]}}),
        ("DescribeRegistry", {}),
        ("DescribeImageReplicationStatus", IMAGE),
        *backfill(client),
        ("PutRegistryScanningConfiguration", {"scanType": "BASIC", "rules": []}),
        ("GetRegistryScanningConfiguration", {}),
        ("BatchGetRepositoryScanningConfiguration", {"repositoryNames": ["team/api"]}),
        ("PutAccountSetting", {"name": "BLOB_MOUNTING", "value": "ENABLED"}),
        ("GetAccountSetting", {"name": "BLOB_MOUNTING"}),
        (
            "PutSigningConfiguration",
            {"signingConfiguration": {"rules": [{"signingProfileArn": PROFILE}]}},
        ),
        ("GetSigningConfiguration", {}),
        ("DescribeImageSigningStatus", IMAGE),
        ("DeleteSigningConfiguration", {}),
        ("RegisterPullTimeUpdateExclusion", ROLE),
        ("ListPullTimeUpdateExclusions", {}),
        ("DeregisterPullTimeUpdateExclusion", ROLE),
        ("CreatePullThroughCacheRule", {**CACHE, "upstreamRegistryUrl": "quay.io"}),
        ("DescribePullThroughCacheRules", {}),
        ("ValidatePullThroughCacheRule", CACHE),
        (
            "UpdatePullThroughCacheRule",
            {**CACHE, "credentialArn": "arn:aws:secretsmanager:us-east-1:111122223333:secret:ecr-pullthroughcache/quay"},
        ),
        ("DeletePullThroughCacheRule", CACHE),
        ("CreateRepositoryCreationTemplate", {**TEMPLATE, "appliedFor": ["PULL_THROUGH_CACHE"]}),
        ("DescribeRepositoryCreationTemplates", {}),
        ("UpdateRepositoryCreationTemplate", {**TEMPLATE, "description": "cached"}),
        ("DeleteRepositoryCreationTemplate", TEMPLATE),
        ("UpdateImageStorageClass", {**IMAGE, "targetStorageClass": "ARCHIVE"}),
        ("BatchDeleteImage", IMAGES),
        ("DeleteRepository", REPOSITORY),
    ]


def backfill(client):
    """A backfill, which is over at once, so that there is nothing to stop: ECR says so."""
    started = {"replicationBackfillId": None}

    def start():
        answer = client.start_replication_backfill(destination=DESTINATION)
        started["replicationBackfillId"] = answer["replicationBackfillId"]

    return [
        ("StartReplicationBackfill", start),
        ("ListReplicationBackfills", {}),
        ("DescribeReplicationBackfillResults", lambda: client.describe_replication_backfill_results(**started)),
        ("StopReplicationBackfill", lambda: client.stop_replication_backfill(**started)),
    ]


def ecr_public(client):
    return [
        ("CreateRepository", REPOSITORY),
        *layers(client),
        *shared("ecr-public", "arn:aws:ecr-public::111122223333:repository/team/api"),
        ("DescribeImageTags", REPOSITORY),
        ("PutRepositoryCatalogData", {**REPOSITORY, "catalogData": {"description": "An API"}}),
        ("GetRepositoryCatalogData", REPOSITORY),
        ("PutRegistryCatalogData", {"displayName": "Example Corp"}),
        ("GetRegistryCatalogData", {}),
        ("DescribeRegistries", {}),
        ("BatchDeleteImage", IMAGES),
        ("DeleteRepository", REPOSITORY),
    ]


def outcome(client, operation, call):
    try:
        if callable(call):
            call()
        else:
            client._make_api_call(operation, call)
        return "OK"
    except ClientError as error:
        return error.response["Error"]["Code"]


for service, calls in (("ecr", ecr), ("ecr-public", ecr_public)):
    client = boto3.client(service, region_name=REGION)
    ended = {operation: outcome(client, operation, call) for operation, call in calls(client)}
    for operation in client.meta.service_model.operation_names:
        code = ended.get(operation, "NoCallHere")
        print(json.dumps({"service": service, "operation": operation, "code": code}))
