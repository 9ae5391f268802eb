package io.ecroperator.cli.export.externalsecrets;

import io.ecroperator.api.v1alpha1.HostForm;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hosts of ECR that a template writes by name.
 *
 * @param named those that it names
 * @param ofTheToken whether it also writes the one that ECR gave with the token, that of the account of the credentials
 */
record TemplateHosts(List<Host> named, boolean ofTheToken) {

    /** In any partition: what follows the region tells these apart. */
    private static final Pattern HOST = Pattern.compile(
            "(?<account>\\d{12})\\.dkr(?<dot>[.-])ecr(?<fips>-fips)?\\.(?<region>[a-z]{2,4}(?:-[a-z]+)+-\\d+)\\.");

    /** A key in JSON that is a host, such as one of {@code auths}, without what a client may write around it. */
    private static final Pattern KEY = Pattern.compile(
            "\"(?:https?://)?(?<host>[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+(?::\\d+)?)(?:/[^\"{}]*)?\"\\s*:");

    private static final String PUBLIC = "public.ecr.aws";

    /** A host, by what its name says. */
    record Host(String account, String region, HostForm form) {}

    static TemplateHosts in(String text) {
        return new TemplateHosts(
                HOST.matcher(text)
                        .results()
                        .map(match -> new Host(
                                match.group("account"),
                                match.group("region"),
                                form(match.group("dot").equals("-"), match.group("fips") != null)))
                        .distinct()
                        .toList(),
                text.isEmpty() || text.contains("proxy_endpoint"));
    }

    /** Hosts that are none of ECR's, for which a template has a login of its own. */
    static NavigableSet<String> beside(String text) {
        return KEY.matcher(text)
                .results()
                .map(match -> match.group("host"))
                .filter(host -> !host.equals(PUBLIC) && !HOST.matcher(host).lookingAt())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static HostForm form(boolean dualStack, boolean fips) {
        if (dualStack) {
            return fips ? HostForm.DUAL_STACK_FIPS : HostForm.DUAL_STACK;
        }
        return fips ? HostForm.FIPS : HostForm.STANDARD;
    }

    NavigableSet<String> accounts(String region) {
        return new TreeSet<>(of(region).stream().map(Host::account).toList());
    }

    /** Empty where there are none but those of the form Standard. */
    NavigableSet<HostForm> forms(String region) {
        NavigableSet<HostForm> forms =
                new TreeSet<>(of(region).stream().map(Host::form).toList());
        if (ofTheToken) {
            forms.add(HostForm.STANDARD);
        }
        return forms.equals(new TreeSet<>(List.of(HostForm.STANDARD))) ? new TreeSet<>() : forms;
    }

    private List<Host> of(String region) {
        return named.stream().filter(host -> host.region().equals(region)).toList();
    }
}
