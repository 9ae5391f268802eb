package io.ecroperator.bench;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;

/**
 * Makes the stand-in for ECR compile its code before it is measured against: AWS takes no processor time from the cluster
 * that it serves, and what stands for it is to take as little as it can.
 *
 * @param http the emulator
 */
record WarmEmulator(PlainHttp http) {

    private static final int ROUNDS = 300;
    private static final String TARGET = "AmazonEC2ContainerRegistry_V20150921.";

    /** A region that no measurement uses. The emulator looks at no signature. */
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7WARMUP0/20260101/ap-south-2/ecr/aws4_request, SignedHeaders=host,"
                    + " Signature=0";

    private static final String RULES =
            "{\\\"rules\\\":[{\\\"rulePriority\\\":10,\\\"selection\\\":{\\\"tagStatus\\\":\\\"any\\\",\\\"countType\\\":"
                    + "\\\"imageCountMoreThan\\\",\\\"countNumber\\\":50},\\\"action\\\":{\\\"type\\\":\\\"expire\\\"}}]}";

    private static final String STATEMENTS =
            "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Sid\\\":\\\"pull\\\",\\\"Effect\\\":\\\"Allow\\\","
                    + "\\\"Principal\\\":{\\\"AWS\\\":\\\"111122223333\\\"},\\\"Action\\\":[\\\"ecr:BatchGetImage\\\"]}]}";

    /**
     * Has repositories come and go; none is left.
     *
     * @throws IllegalStateException if the emulator refuses a call
     */
    void up() {
        IntStream.range(0, ROUNDS).parallel().forEach(round -> {
            String name = "\"repositoryName\": \"warm/up-%d\"".formatted(round);
            call("CreateRepository", "{%s, \"imageTagMutability\": \"IMMUTABLE\"}".formatted(name));
            call("SetRepositoryPolicy", "{%s, \"policyText\": \"%s\"}".formatted(name, STATEMENTS));
            call("PutLifecyclePolicy", "{%s, \"lifecyclePolicyText\": \"%s\"}".formatted(name, RULES));
            call("DeleteRepository", "{%s}".formatted(name));
        });
    }

    private void call(String operation, String body) {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(http.server())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", TARGET + operation)
                .header("Authorization", AUTHORIZATION)
                .POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(operation + ": " + answer.body());
        }
    }
}
