package io.ecroperator.api.v1alpha1;

/**
 * What Kubernetes takes for <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">names</a> and <a
 * href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set">labels</a>, in CEL:
 * a name that cannot be selects nothing, or excludes nothing, and nobody is told.
 */
final class NameRules {

    private static final String OF_A_NAMESPACE = "matches('^[a-z0-9*]([-a-z0-9*]*[a-z0-9*])?$')";

    private static final String SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

    private static final String LABEL_KEY =
            "matches(r'^(" + SUBDOMAIN + "/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$')";

    /** A prefix of 253, a slash, and a name of 63 characters. A map has no bound for its keys but this one. */
    private static final String KEY = "size(k) <= 317 && k." + LABEL_KEY;

    private static final String LABEL_VALUE = "matches(r'^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$')";

    /** Of a name. */
    static final String NAME = "self.matches(r'^" + SUBDOMAIN + "$')";

    /** Of a list of names. */
    static final String NAMES = "self.all(n, n.matches(r'^" + SUBDOMAIN + "$'))";

    static final String NAMES_MESSAGE = "[self.filter(n, !n.matches(r'^" + SUBDOMAIN
            + "$'))[0]].map(found, 'names takes"
            + " names of ServiceAccounts, of lower-case letters, digits, - and ., such as default" + Found.FIRST;

    /** Of a list of names of namespaces that may have wildcards. */
    static final String NAMESPACE_PATTERNS = "self.all(n, n." + OF_A_NAMESPACE + ")";

    static final String NAMESPACE_PATTERNS_MESSAGE = "[self.filter(n, !n." + OF_A_NAMESPACE + ")[0]].map(found,"
            + " 'excludeNamespaces takes names of namespaces, of lower-case letters, digits and -, with * for any characters,"
            + " such as istio-*" + Found.FIRST;

    static final String ACCESS_NAMESPACE_PATTERNS_MESSAGE = "[self.filter(n, !n." + OF_A_NAMESPACE + ")[0]].map(found,"
            + " 'namespaces takes names of namespaces, of lower-case letters, digits and -, with * for any characters,"
            + " such as team-*" + Found.FIRST;

    /** Of a map of labels. */
    static final String LABELS = "self.all(k, " + KEY + " && self[k]." + LABEL_VALUE + ")";

    private static final String FIRST_WRONG_LABEL =
            "[self.filter(k, !(" + KEY + " && self[k]." + LABEL_VALUE + "))[0]].map(k, k + '=' + self[k]).map(found, '";

    static final String LABELS_MESSAGE =
            FIRST_WRONG_LABEL + "labels takes what Kubernetes takes for the labels of an object" + Found.FIRST;

    /** Of the names of annotations. */
    static final String ANNOTATIONS = "self.all(k, " + KEY + ")";

    static final String ANNOTATIONS_MESSAGE = "[self.filter(k, !(" + KEY + "))[0]].map(found, 'annotations takes what"
            + " Kubernetes takes for the names of annotations" + Found.FIRST;

    /** Of the key of a label. */
    static final String KEY_OF_LABEL = "self." + LABEL_KEY;

    /** Of a list of values of labels. */
    static final String VALUES_OF_LABEL = "self.all(v, v." + LABEL_VALUE + ")";

    static final String SELECTOR_MESSAGE =
            FIRST_WRONG_LABEL + "matchLabels takes what Kubernetes takes for the labels of an object" + Found.FIRST;

    static final String KEY_MESSAGE =
            "key takes what Kubernetes takes for the key of a label, such as team or example.com/team";

    static final String VALUES_MESSAGE = "[self.filter(v, !v." + LABEL_VALUE + ")[0]].map(found, 'values takes what"
            + " Kubernetes takes for the value of a label: letters, digits and - _ . between them" + Found.FIRST;

    private NameRules() {}
}
