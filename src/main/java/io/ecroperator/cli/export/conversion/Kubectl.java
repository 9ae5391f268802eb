package io.ecroperator.cli.export.conversion;

import io.ecroperator.cli.manifest.Manifest;

/** Commands that are printed for people to run. What manifests say in them stays one word of a shell, whatever it is. */
public final class Kubectl {

    private static final String PLAIN = "[A-Za-z0-9._/:@%+=-]+";
    private static final String INDENT = "  ";

    private Kubectl() {}

    /** A line of its own. */
    public static String command(String arguments) {
        return INDENT + "kubectl " + arguments;
    }

    /** As {@code repository.ecr.services.k8s.aws/orders -n shop}: a name behind a slash is never taken for an option. */
    public static String object(String resource, Manifest object) {
        return object(resource, object.name(), object.namespace());
    }

    /** The same by name; an empty namespace is not mentioned. */
    public static String object(String resource, String name, String namespace) {
        return word(resource + "/" + name) + inNamespace(namespace);
    }

    /** As {@code " -n shop"}; nothing for an empty one. */
    public static String inNamespace(String namespace) {
        return namespace.isEmpty() ? "" : " -n " + word(namespace);
    }

    /** Quoted for a POSIX shell where it needs that. */
    public static String word(String text) {
        return text.matches(PLAIN) ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
