package io.ecroperator.cli.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What Kubernetes takes for names, and for keys and values of labels, in the words of its {@code apimachinery}. */
final class Names {

    private static final int LONGEST_SUBDOMAIN = 253;
    private static final int LONGEST_LABEL = 63;

    private static final String LABEL = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    private static final Pattern IS_LABEL = Pattern.compile(LABEL);
    private static final Pattern IS_SUBDOMAIN = Pattern.compile(SUBDOMAIN);
    private static final Pattern IS_DNS_LABEL = Pattern.compile(DNS_LABEL);

    private static final String CHARACTERS =
            " must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
                    + " (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '" + LABEL + "')";

    private static final String OF_A_SUBDOMAIN =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and"
                    + " end with an alphanumeric character (e.g. 'example.com', regex used for validation is '"
                    + SUBDOMAIN
                    + "')";

    private static final String OF_A_DNS_LABEL =
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with"
                    + " an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '"
                    + DNS_LABEL
                    + "')";

    private static final String OF_A_VALUE =
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and"
                    + " end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for"
                    + " validation is '(" + LABEL + ")?')";

    private Names() {}

    /** Why it is no name of an object; empty if it is one. */
    static List<String> faultsOfName(String name) {
        List<String> faults = new ArrayList<>();
        if (name.length() > LONGEST_SUBDOMAIN) {
            faults.add("must be no more than " + LONGEST_SUBDOMAIN + " characters");
        }
        if (!IS_SUBDOMAIN.matcher(name).matches()) {
            faults.add(OF_A_SUBDOMAIN);
        }
        return faults;
    }

    /** Why it is no name of a namespace; empty if it is one. */
    static List<String> faultsOfNamespace(String name) {
        List<String> faults = new ArrayList<>();
        if (name.length() > LONGEST_LABEL) {
            faults.add("must be no more than " + LONGEST_LABEL + " characters");
        }
        if (!IS_DNS_LABEL.matcher(name).matches()) {
            faults.add(OF_A_DNS_LABEL);
        }
        return faults;
    }

    /** Why it is no key of a label or an annotation, which may have a prefix; empty if it is one. */
    static List<String> faultsOfKey(String key) {
        List<String> faults = new ArrayList<>();
        String[] parts = key.split("/", -1);
        if (parts.length > 2) {
            return List.of("a valid label key" + CHARACTERS
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                faults.add("prefix part must be non-empty");
            } else {
                faultsOfName(parts[0]).forEach(fault -> faults.add("prefix part " + fault));
            }
        }
        String name = parts[parts.length - 1];
        if (name.isEmpty()) {
            faults.add("name part must be non-empty");
        } else if (name.length() > LONGEST_LABEL) {
            faults.add("name part must be no more than " + LONGEST_LABEL + " bytes");
        }
        if (!IS_LABEL.matcher(name).matches()) {
            faults.add("name part" + CHARACTERS);
        }
        return faults;
    }

    /** Why it is no value of a label; empty if it is one. */
    static List<String> faultsOfLabelValue(String value) {
        List<String> faults = new ArrayList<>();
        if (value.length() > LONGEST_LABEL) {
            faults.add("must be no more than " + LONGEST_LABEL + " bytes");
        }
        if (!value.isEmpty() && !IS_LABEL.matcher(value).matches()) {
            faults.add(OF_A_VALUE);
        }
        return faults;
    }
}
