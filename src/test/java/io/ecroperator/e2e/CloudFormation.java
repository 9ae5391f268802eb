package io.ecroperator.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * moto's CloudFormation, asked by its own protocol, since the operator has no SDK of it. Unlike that of AWS, it
 *
 * <ul>
 *   <li>writes no tags {@code aws:cloudformation:…} on repositories,
 *   <li>does not read {@code LifecyclePolicy} and {@code RepositoryPolicyText} of a repository,
 *   <li>deletes what an update takes out of the template, whatever its {@code DeletionPolicy}. It heeds that when the stack is
 *       deleted.
 * </ul>
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html">
 *     DeletionPolicy</a>
 */
record CloudFormation(URI endpoint) {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final Pattern STACK_ID = Pattern.compile("<StackId>([^<]+)</StackId>");

    /** Names service and region; nobody looks at the signature. */
    private static final String AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=" + World.ACCOUNT + "/20260101/"
            + World.REGION + "/cloudformation/aws4_request, SignedHeaders=host, Signature=none";

    /** Creates a stack with all that its template names, and returns its id. */
    String createStack(String name, String template) {
        Matcher answer = STACK_ID.matcher(call("CreateStack", Map.of("StackName", name, "TemplateBody", template)));
        assertThat(answer.find()).isTrue();
        String stackId = answer.group(1);
        assertThat(describeStack(stackId)).contains("CREATE_COMPLETE");
        return stackId;
    }

    /** Deletes a stack, and with it what is not to be retained. Of one that is gone, only the id is known. */
    void deleteStack(String stackId) {
        call("DeleteStack", Map.of("StackName", stackId));
        assertThat(describeStack(stackId)).contains("DELETE_COMPLETE");
    }

    private String describeStack(String stackId) {
        return call("DescribeStacks", Map.of("StackName", stackId));
    }

    private String call(String action, Map<String, String> parameters) {
        Map<String, String> form = new TreeMap<>(parameters);
        form.put("Action", action);
        form.put("Version", "2010-05-15");
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(ANSWERS_WITHIN)
                .header("Authorization", AUTHORIZATION)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(action + ": " + answer.body()).isEqualTo(OK);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while CloudFormation was asked", e);
        }
    }
}
