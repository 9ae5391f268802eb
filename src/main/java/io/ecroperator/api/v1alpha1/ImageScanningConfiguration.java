package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Basic scanning of the repository; an empty object means that scan on push is off, as in the AWS API. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ImageScanningConfiguration(
        @JsonPropertyDescription("Whether each pushed image is scanned. A change applies to later pushes. Removing the"
                + " field inside imageScanningConfiguration means false.")
        Boolean scanOnPush) {}
