package io.ecroperator.emulator;

/** An error as AWS answers it. */
final class AwsError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    AwsError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static AwsError of(String code, String message) {
        return new AwsError(400, code, message);
    }

    /** {@code Invalid parameter at 'x' failed to satisfy constraint: 'y'}. */
    static AwsError invalidParameter(String parameter, String constraint) {
        return of(
                "InvalidParameterException",
                "Invalid parameter at '" + parameter + "' failed to satisfy constraint: '" + constraint + "'");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
