package io.ecroperator.aws;

import java.util.Optional;
import java.util.Set;

/**
 * What the gallery of ECR Public shows of a repository, beside its logo.
 *
 * @param architectures such as {@code ARM 64}; those that AWS knows become badges
 * @param operatingSystems such as {@code Linux}; likewise
 * @param aboutText Markdown
 * @param usageText Markdown
 * @param logoUrl where AWS shows the logo; empty without one, and left out of what is written
 */
public record CatalogData(
        Optional<String> description,
        Set<String> architectures,
        Set<String> operatingSystems,
        Optional<String> aboutText,
        Optional<String> usageText,
        Optional<String> logoUrl) {
    /** Copies the sets. */
    public CatalogData {
        architectures = Set.copyOf(architectures);
        operatingSystems = Set.copyOf(operatingSystems);
    }
}
