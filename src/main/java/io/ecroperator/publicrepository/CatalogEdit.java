package io.ecroperator.publicrepository;

import io.ecroperator.aws.CatalogData;
import io.ecroperator.aws.Logo;
import io.ecroperator.publicrepository.DesiredCatalog.DesiredLogo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /** One field of catalogData; {@code isRemoved} if nothing of it is to be shown. */
    private record Field(String name, boolean isSame, boolean isRemoved) {

        /** White space at the end of Markdown shows nowhere, and a block of YAML mostly has a line break there. */
        static Field of(String name, Optional<String> after, Optional<String> found) {
            boolean isSame = after.map(String::stripTrailing).equals(found.map(String::stripTrailing));
            return new Field(name, isSame, after.isEmpty());
        }

        static Field of(String name, Set<String> after, Set<String> found) {
            return new Field(name, after.equals(found), after.isEmpty());
        }
    }

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
        List<Field> differing = Stream.of(
                        Optional.of(Field.of("description", after.description(), found.description())),
                        Optional.of(Field.of("aboutText", after.aboutText(), found.aboutText())),
                        Optional.of(Field.of("usageText", after.usageText(), found.usageText())),
                        Optional.of(Field.of("architectures", after.architectures(), found.architectures())),
                        Optional.of(Field.of("operatingSystems", after.operatingSystems(), found.operatingSystems())),
                        wanted.logo()
                                .map(logo -> new Field(
                                        "logoImage",
                                        isAsWritten(logo, found.logoUrl(), written),
                                        logo.picture().isEmpty())))
                .flatMap(Optional::stream)
                .filter(field -> !field.isSame())
                .toList();
        return new CatalogEdit(
                after,
                wanted.logo().flatMap(DesiredLogo::picture),
                differing.stream().map(Field::name).toList(),
                differing.stream().filter(Field::isRemoved).map(Field::name).toList(),
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
}
