package io.ecroperator.publicrepository;

import io.ecroperator.aws.Logo;
import java.util.Optional;
import java.util.Set;

/** What the gallery is to show, field by field; an empty optional is unmanaged, an empty text or set removes. */
record DesiredCatalog(
        Optional<String> description,
        Optional<String> aboutText,
        Optional<String> usageText,
        Optional<Set<String>> architectures,
        Optional<Set<String>> operatingSystems,
        Optional<DesiredLogo> logo) {

    /**
     * A logo.
     *
     * @param picture empty for none
     * @param digest of the picture, as {@code sha256:<hex>}; empty for none
     */
    record DesiredLogo(Optional<Logo> picture, String digest) {}
}
