package io.ecroperator.cli.export.externalsecrets;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.HostForm;
import io.ecroperator.cli.export.conversion.ConversionNotes;
import io.ecroperator.cli.export.object.Frame;
import io.ecroperator.cli.manifest.Manifest;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/** Entries of {@code registries} of a pull secret, from the generators of an ExternalSecret. */
final class PulledRegistries {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Frame frame;
    private final Optional<String> account;
    private final TokenRegistries registries;
    private final List<Manifest> all;

    /** The account is that of the controller's own identity, if it is known; ServiceAccounts are looked for in {@code all}. */
    PulledRegistries(Frame frame, Optional<String> account, TokenRegistries registries, List<Manifest> all) {
        this.frame = frame;
        this.account = account;
        this.registries = registries;
        this.all = all;
    }

    /** One entry for each generator, and for each token once. */
    ArrayNode of(List<EcrGenerator> generators, ExternalSecret from, ConversionNotes notes) {
        TemplateHosts hosts = TemplateHosts.in(from.templateText());
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        generators.stream()
                .map(generator -> entry(generator, hosts, from, notes))
                .distinct()
                .forEach(entries::add);
        hosts.named().stream()
                .filter(host -> generators.stream()
                        .noneMatch(generator ->
                                !generator.isPublic() && generator.region().equals(host.region())))
                .forEach(host -> notes.remark("The host of account " + host.account() + " in " + host.region()
                        + " is left out: no generator asks for tokens of that region, and others do not open it."));
        return entries;
    }

    private ObjectNode entry(EcrGenerator generator, TemplateHosts hosts, ExternalSecret from, ConversionNotes notes) {
        TokenIdentity identity = TokenIdentity.of(generator, all);
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        if (generator.isPublic()) {
            if (!identity.isAmbient()) {
                notes.remark("The login to ECR Public is one of the operator's own identity, and not of "
                        + identity.label() + ".");
            }
            return entry.put("public", true);
        }
        NavigableSet<String> accounts = hosts.accounts(generator.region());
        if (identity.isAmbient()) {
            ownIdentity(generator, hosts, accounts, entry, notes);
        } else {
            otherIdentity(generator, identity, hosts, accounts, from, entry, notes);
        }
        if (!accounts.isEmpty()) {
            accounts.forEach(entry.putArray("accountIds")::add);
        }
        NavigableSet<HostForm> forms = hosts.forms(generator.region());
        if (!forms.isEmpty()) {
            entry.set("hosts", MAPPER.valueToTree(forms));
        }
        return entry;
    }

    private void ownIdentity(
            EcrGenerator generator,
            TemplateHosts hosts,
            NavigableSet<String> accounts,
            ObjectNode entry,
            ConversionNotes notes) {
        if (frame.registry().isPresent()) {
            entry.putObject("registryRef").put("name", frame.registry().get());
            return;
        }
        entry.put("region", generator.region());
        if (hosts.ofTheToken() || accounts.isEmpty()) {
            account.ifPresentOrElse(
                    accounts::add,
                    () -> notes.remark("No manifest says which account's registry is meant: give the account with"
                            + " --account-id, or add it to accountIds."));
        }
    }

    private void otherIdentity(
            EcrGenerator generator,
            TokenIdentity identity,
            TemplateHosts hosts,
            NavigableSet<String> accounts,
            ExternalSecret from,
            ObjectNode entry,
            ConversionNotes notes) {
        TokenRegistries.Named registry =
                registries.name(identity, generator.region(), hosts, namespace(from), from.isOfCluster());
        entry.putObject("registryRef").put("name", registry.name());
        // an EcrRegistry opens its own account anyway
        registry.account().ifPresent(accounts::remove);
        identity.notFound()
                .ifPresent(what ->
                        notes.remark("EcrRegistry " + registry.name() + " is not written, because " + what.inWords()
                                + " is not among the objects: give it with -f too, or write that EcrRegistry."));
    }

    /** Of the EcrPullSecret; a ClusterEcrPullSecret needs none, since access does not concern it. */
    private Optional<String> namespace(ExternalSecret from) {
        return from.isOfCluster()
                ? Optional.empty()
                : frame.namespace()
                        .or(() -> Optional.of(from.manifest().namespace()).filter(name -> !name.isEmpty()));
    }
}
