package io.ecroperator.reference;

import io.ecroperator.access.Access;
import io.ecroperator.api.v1alpha1.RegistryDefaults;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.status.Reason;
import java.util.Optional;

/** What the reference of an object to a registry leads to. */
public sealed interface RegistryReference {

    /** The account and region in words; empty if the object leads nowhere, or AWS does not tell which account it is. */
    default String inWords() {
        return this instanceof Resolved(var name, var connection, var access, var defaults)
                ? connection.id().map(RegistryId::inWords).orElse("")
                : "";
    }

    /**
     * A registry that the object may use.
     *
     * @param name of the EcrRegistry; empty for the operator's own identity and region
     * @param access what the object's namespace may do there
     * @param defaults what repositories get there where their spec says nothing
     */
    record Resolved(Optional<String> name, EcrConnection connection, Access access, Optional<RegistryDefaults> defaults)
            implements RegistryReference {

        /** The account by which reconciles share the threads; empty for that of the operator's own identity. */
        public String account() {
            return connection.spec().accountId().orElse("");
        }

        /** Why the object may not name what it names; empty if it may. */
        public Optional<String> refusal(RegistryUse use, NamedArns names) {
            return names.refusal(access, use);
        }
    }

    /** The object leads nowhere, and AWS is not asked for it. */
    record Refused(Reason reason, String message) implements RegistryReference {}
}
