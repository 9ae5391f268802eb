package io.ecroperator.publicrepository;

import io.ecroperator.aws.CatalogData;
import io.ecroperator.aws.Logo;
import io.ecroperator.publicrepository.DesiredCatalog.DesiredLogo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the gallery is to show instead of what it shows. AWS takes all of it in one piece, so what the spec does not mention goes
 * along as it is; a logo cannot, since AWS does not give it back. Pure.
 *
 * @param after all that is to be shown, without the address of a logo
 * @param logo the picture that goes along; empty for none
 * @param differences the fields of catalogData that differ
 * @param removed those of them that go
 * @param losesLogo whether a logo would be lost that the spec says nothing of
 */
record CatalogEdit(
        CatalogData after, Optional<Logo> logo, List<String> differences, List<String> removed, boolean losesLogo) {

    private static final CatalogData NOTHING =
            new CatalogData(Optional.empty(), Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Copies the lists. */
    CatalogEdit {
        differences = List.copyOf(differences);
        removed = List.copyOf(removed);
    }

    /** What leads from what was read, empty for nothing, to what is wanted; {@code written} is the logo that was written last. */
    static CatalogEdit between(Optional<CatalogData> read, DesiredCatalog wanted, Optional<WrittenLogo> written) {
        CatalogData found = read.orElse(NOTHING);
        CatalogData after = new CatalogData(
                text(wanted.description(), found.description()),
                wanted.architectures().orElse(found.architectures()),
                wanted.operatingSystems().orElse(found.operatingSystems()),
                text(wanted.aboutText(), found.aboutText()),
                text(wanted.usageText(), found.usageText()),
                Optional.empty());
        List<String> differences = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        note(
                "description",
                after.description().equals(found.description()),
                after.description().isEmpty(),
                differences,
                removed);
        note(
                "aboutText",
                after.aboutText().equals(found.aboutText()),
                after.aboutText().isEmpty(),
                differences,
                removed);
        note(
                "usageText",
                after.usageText().equals(found.usageText()),
                after.usageText().isEmpty(),
                differences,
                removed);
        note(
                "architectures",
                after.architectures().equals(found.architectures()),
                after.architectures().isEmpty(),
                differences,
                removed);
        note(
                "operatingSystems",
                after.operatingSystems().equals(found.operatingSystems()),
                after.operatingSystems().isEmpty(),
                differences,
                removed);
        wanted.logo()
                .ifPresent(logo -> note(
                        "logoImage",
                        isAsWritten(logo, found.logoUrl(), written),
                        logo.picture().isEmpty(),
                        differences,
                        removed));
        return new CatalogEdit(
                after,
                wanted.logo().flatMap(DesiredLogo::picture),
                differences,
                removed,
                wanted.logo().isEmpty() && found.logoUrl().isPresent());
    }

    /** Whether nothing differs. */
    boolean isEmpty() {
        return differences.isEmpty();
    }

    /** Whether there is anything to show. */
    boolean showsNothing() {
        return after.equals(NOTHING) && logo.isEmpty();
    }

    /**
     * Whether the logo is the one that was written, as far as that can be known: by what was written, and by the address under
     * which AWS keeps it.
     */
    private static boolean isAsWritten(DesiredLogo wanted, Optional<String> url, Optional<WrittenLogo> written) {
        if (written.isEmpty()) {
            return wanted.picture().isEmpty() && url.isEmpty();
        }
        boolean unmoved = written.get().url().equals(url)
                || (wanted.picture().isPresent() && written.get().url().isEmpty());
        return written.get().digest().equals(wanted.digest()) && unmoved;
    }

    private static Optional<String> text(Optional<String> wanted, Optional<String> found) {
        return wanted.isPresent() ? wanted.filter(text -> !text.isEmpty()) : found;
    }

    private static void note(
            String field, boolean equal, boolean isEmpty, List<String> differences, List<String> removed) {
        if (!equal) {
            differences.add(field);
            if (isEmpty) {
                removed.add(field);
            }
        }
    }
}
