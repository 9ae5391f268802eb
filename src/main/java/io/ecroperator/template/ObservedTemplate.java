package io.ecroperator.template;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.view.Reading;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a template.
 *
 * @param registry that it is in; empty if nobody knows
 * @param askedAt when its creation was asked for without an answer, by this object
 */
record ObservedTemplate(Reading<CreationTemplate> template, Optional<RegistryId> registry, Optional<Instant> askedAt) {}
