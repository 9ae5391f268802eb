package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * One operation of an API.
 *
 * @param write whether it changes state
 * @param handler turns a request into the answer's body, or throws {@link AwsError}
 */
record Operation(boolean write, Function<AwsRequest, JsonNode> handler) {
    static Operation read(Function<AwsRequest, JsonNode> handler) {
        return new Operation(false, handler);
    }

    static Operation write(Function<AwsRequest, JsonNode> handler) {
        return new Operation(true, handler);
    }
}
