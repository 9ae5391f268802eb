package io.ecroperator.management;

/**
 * An answer to a GET.
 *
 * @param status the HTTP status
 * @param contentType the media type of the body, with its charset, which is UTF-8
 * @param body the text
 */
public record HttpResponse(int status, String contentType, String body) {

    private static final String PLAIN = "text/plain; charset=utf-8";

    /** Prometheus' text format: https://prometheus.io/docs/instrumenting/exposition_formats/. */
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    /** What Prometheus scrapes. */
    public static HttpResponse metrics(String scraped) {
        return new HttpResponse(200, PROMETHEUS, scraped);
    }

    /** A sentence for people. */
    static HttpResponse says(int status, String sentence) {
        return new HttpResponse(status, PLAIN, sentence + "\n");
    }
}
