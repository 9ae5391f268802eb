package io.ecroperator.registryconfig.merge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.policy.StatementMeaning;
import java.util.Optional;

/** One thing that a fragment wants in a section. */
public sealed interface Entry {

    /** What makes it the same one in two fragments, in ECR and in a record of what is owned. */
    String key();

    /** Whether ECR can have both. */
    boolean agreesWith(Entry other);

    /** A statement of the registry policy. */
    record Statement(String sid, ObjectNode statement) implements Entry {
        @Override
        public String key() {
            return sid;
        }

        @Override
        public boolean agreesWith(Entry other) {
            return other instanceof Statement(var otherSid, var otherStatement)
                    && StatementMeaning.of(statement).equals(StatementMeaning.of(otherStatement));
        }
    }

    /**
     * One filter of a rule; rules that are alike but for their filters are one group.
     *
     * @param group the rule without its filters
     * @param filter empty for a rule without filters, which means every repository
     * @param deleteReplication empty if what ECR has will do
     */
    record Filter(RuleGroup group, Optional<String> filter, Optional<Boolean> deleteReplication) implements Entry {
        @Override
        public String key() {
            return group.key(filter);
        }

        @Override
        public boolean agreesWith(Entry other) {
            return other instanceof Filter that
                    && (deleteReplication.isEmpty()
                            || that.deleteReplication.isEmpty()
                            || deleteReplication.equals(that.deleteReplication));
        }
    }

    /** A setting that always has some value. Nobody owns it: it cannot be taken out. */
    record Value(String key, String value) implements Entry {
        @Override
        public boolean agreesWith(Entry other) {
            return equals(other);
        }
    }

    /** A principal whose pulls do not count. */
    record Principal(String arn) implements Entry {
        @Override
        public String key() {
            return arn;
        }

        @Override
        public boolean agreesWith(Entry other) {
            return equals(other);
        }
    }
}
