package io.ecroperator.emulator;

/** Something for all repositories of a namespace, a slash being assumed at the end of its prefix. */
interface Prefixed {
    /** The prefix that stands for all repositories. */
    String ROOT = "ROOT";

    /** {@return the prefix as it was sent} */
    String prefix();

    /** {@return the prefix with its slash, empty for ROOT} */
    static String namespace(String prefix) {
        if (prefix.equals(ROOT)) {
            return "";
        }
        return prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /** {@return whether a repository is in the namespace} */
    default boolean covers(String repository) {
        String namespace = namespace(prefix());
        return repository.startsWith(namespace) && repository.length() > namespace.length();
    }
}
