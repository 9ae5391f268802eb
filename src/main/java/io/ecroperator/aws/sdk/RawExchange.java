package io.ecroperator.aws.sdk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A call of the SDK whose request or answer is JSON of ours: the SDK signs, sends, repeats and judges it as any other, while
 * members that its types do not know are neither dropped from what is sent nor from what is received.
 */
final class RawExchange {

    private static final ExecutionAttribute<RawExchange> ATTRIBUTE =
            new ExecutionAttribute<>("ecr-operator.raw-exchange");

    private final Optional<byte[]> sent;
    private ByteArrayOutputStream received = new ByteArrayOutputStream();

    private RawExchange(Optional<byte[]> sent) {
        this.sent = sent;
    }

    /** Sends this JSON in the place of what the SDK makes of its request. */
    static RawExchange sending(String json) {
        return new RawExchange(Optional.of(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends what the SDK makes of its request. */
    static RawExchange receiving() {
        return new RawExchange(Optional.empty());
    }

    /** Makes a request of the SDK this exchange; for {@code overrideConfiguration} of its builder. */
    void take(AwsRequestOverrideConfiguration.Builder request) {
        request.putExecutionAttribute(ATTRIBUTE, this);
    }

    /** The last answer as it came. */
    String received() {
        return received.toString(StandardCharsets.UTF_8);
    }

    private InputStream recorded(InputStream body) {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        received = record;
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                if (read >= 0) {
                    record.write(read);
                }
                return read;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = super.read(into, offset, length);
                if (read > 0) {
                    record.write(into, offset, read);
                }
                return read;
            }

            @Override
            public boolean markSupported() {
                return false; // what is read twice would be recorded twice
            }
        };
    }

    /** Carries out the exchanges among the calls of a client. */
    static final class Interceptor implements ExecutionInterceptor {

        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return sent(attributes)
                    .map(body -> context.httpRequest()
                            .copy(request -> request.putHeader("Content-Length", String.valueOf(body.length))))
                    .orElse(context.httpRequest());
        }

        @Override
        public Optional<RequestBody> modifyHttpContent(
                Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return sent(attributes)
                    .map(body -> RequestBody.fromContentProvider(
                            () -> new ByteArrayInputStream(body), body.length, "application/x-amz-json-1.1"))
                    .or(context::requestBody);
        }

        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            RawExchange exchange = attributes.getAttribute(ATTRIBUTE);
            return exchange == null
                    ? context.responseBody()
                    : context.responseBody().map(exchange::recorded);
        }

        private static Optional<byte[]> sent(ExecutionAttributes attributes) {
            return Optional.ofNullable(attributes.getAttribute(ATTRIBUTE)).flatMap(exchange -> exchange.sent);
        }
    }
}
