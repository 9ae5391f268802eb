package io.ecroperator.emulator.iam;

/** A refusal in AWS's words. */
public final class IamError extends RuntimeException {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final String code;
    private final int status;

    private IamError(String code, String message, int status) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** STS names neither policy nor reason where it does not deny outright. */
    static IamError notAuthorized(Caller caller, String action, String resource) {
        String message =
                "User: %s is not authorized to perform: %s on resource: %s".formatted(caller.arn(), action, resource);
        return new IamError("AccessDenied", message, FORBIDDEN);
    }

    static IamError deniedExplicitly(Caller caller, String action, String resource) {
        String message =
                "User: %s is not authorized to perform: %s on resource: %s with an explicit deny in an identity-based policy"
                        .formatted(caller.arn(), action, resource);
        return new IamError("AccessDenied", message, FORBIDDEN);
    }

    static IamError webIdentityNotAuthorized() {
        return new IamError("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", FORBIDDEN);
    }

    static IamError of(String code, String message) {
        return new IamError(code, message, BAD_REQUEST);
    }

    /** {@return error code} */
    public String code() {
        return code;
    }

    /** {@return HTTP status} */
    public int status() {
        return status;
    }
}
