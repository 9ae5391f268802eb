package io.ecroperator.pullsecret;

import java.util.Map;

/** One step towards the Secrets that an object asks for. */
sealed interface PullSecretChange {

    /** The name of the Secret. */
    String name();

    /** A Secret that is not there, as far as we know. */
    record CreateSecret(SecretContent content) implements PullSecretChange {
        @Override
        public String name() {
            return content.name();
        }
    }

    /**
     * A Secret that is there, written in place: it keeps its UID, by which the kubelet knows which images were pulled
     * with it (KEP-2535).
     *
     * @param edited whether somebody else has changed it, and not just its time has come
     */
    record UpdateSecret(SecretContent content, ManagedSecret before, boolean edited) implements PullSecretChange {
        @Override
        public String name() {
            return content.name();
        }
    }

    /** A Secret of another type, or made immutable by somebody: it cannot be changed. */
    record ReplaceSecret(SecretContent content, ManagedSecret before) implements PullSecretChange {
        @Override
        public String name() {
            return content.name();
        }
    }

    /** A Secret of ours that is no longer asked for. */
    record DeleteSecret(ManagedSecret before) implements PullSecretChange {
        @Override
        public String name() {
            return before.name();
        }
    }

    /**
     * A Secret with its tokens. Does not show them as text.
     *
     * @param annotations all of them, the operator's record too
     */
    record SecretContent(
            String name,
            String type,
            Map<String, String> data,
            Map<String, String> labels,
            Map<String, String> annotations,
            SecretRecord record) {

        public SecretContent {
            data = Map.copyOf(data);
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }

        @Override
        public String toString() {
            return "SecretContent[" + name + "]";
        }
    }
}
