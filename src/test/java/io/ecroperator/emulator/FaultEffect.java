package io.ecroperator.emulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** What a fault does to a call. */
sealed interface FaultEffect {
    /** Answers an error; nothing is applied. */
    record Refuse(AwsError error) implements FaultEffect {}

    /** Answers AccessDenied in AWS's wording for the call; nothing is applied. */
    record Deny() implements FaultEffect {}

    /** Answers AccessDenied for the first repository of the call whose name does not match; nothing is applied. */
    record DenyOutside(String allowed) implements FaultEffect {}

    /** Waits, then goes on. */
    record Delay(Duration duration) implements FaultEffect {}

    /** Waits until released, then goes on. */
    record Hold(CountDownLatch release) implements FaultEffect {}

    /** Closes the connection; nothing is applied. */
    record Reset() implements FaultEffect {}

    /** Applies the call, then closes the connection. */
    record LoseAnswer() implements FaultEffect {}

    /** Applies the call or not, and answers nothing until released; then the connection closes. */
    record Stall(boolean applied, CountDownLatch release) implements FaultEffect {}

    /** Applies the call, then answers 200 with a body that is no answer. */
    record GarbleAnswer() implements FaultEffect {}
}
