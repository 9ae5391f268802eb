package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;

/** What becomes of a call, before any protocol. */
sealed interface Reply {
    /** {@return what the call log says of it} */
    String outcome();

    /** A result. */
    record Answered(JsonNode body) implements Reply {
        @Override
        public String outcome() {
            return LoggedCall.OK;
        }
    }

    /** An error. */
    record Refused(AwsError error) implements Reply {
        @Override
        public String outcome() {
            return error.code();
        }
    }

    /** A closed connection. */
    record Dropped(String outcome) implements Reply {}

    /** An answer that no client can read. */
    record Garbled() implements Reply {
        @Override
        public String outcome() {
            return LoggedCall.MALFORMED_ANSWER;
        }
    }
}
