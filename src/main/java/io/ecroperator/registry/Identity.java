package io.ecroperator.registry;

import io.ecroperator.aws.CallerIdentityApi.CallerIdentity;
import io.ecroperator.aws.error.AwsFailure;
import java.time.Instant;

/** Whose the credentials of a connection are, as AWS last said. */
sealed interface Identity {

    /** AWS said it, then. */
    record Known(CallerIdentity caller, Instant at) implements Identity {}

    /** The last time that AWS was asked, this came instead. */
    record Unknown(AwsFailure failure) implements Identity {}
}
