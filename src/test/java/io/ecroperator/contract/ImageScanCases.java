package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.asking;

import java.util.List;

/** Scanning images. */
final class ImageScanCases {

    private ImageScanCases() {}

    static List<ContractCase> all() {
        return List.of(
                asking("StartImageScan: an image", ImageCases.pushed("v1"), aws -> scan(aws, "v1")),
                asking(
                        "StartImageScan: twice on a day",
                        ImageCases.pushed("v1").andThen(aws -> scan(aws, "v1")),
                        aws -> scan(aws, "v1")),
                asking("StartImageScan: an image that is not there", ImageCases.pushed("v1"), aws -> scan(aws, "v9")),
                asking("StartImageScan: not there", aws -> scan(aws, "v1")),
                asking("DescribeImageScanFindings: never scanned", ImageCases.pushed("v1"), ImageScanCases::findings),
                asking(
                        "DescribeImageScanFindings: scanned",
                        ImageCases.pushed("v1").andThen(aws -> scan(aws, "v1")),
                        aws -> aws.ecr()
                                .describeImageScanFindings(
                                        r -> r.repositoryName("api").imageId(Aws.imageTag("v1")))
                                .imageScanStatus()),
                asking("DescribeImageScanFindings: not there", ImageScanCases::findings));
    }

    private static Object scan(Aws aws, String tag) {
        return aws.ecr().startImageScan(r -> r.repositoryName("api").imageId(Aws.imageTag(tag)));
    }

    private static Object findings(Aws aws) {
        return aws.ecr().describeImageScanFindings(r -> r.repositoryName("api").imageId(Aws.imageTag("v1")));
    }
}
