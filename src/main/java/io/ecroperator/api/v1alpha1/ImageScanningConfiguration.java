package io.ecroperator.api.v1alpha1;

/** Basic scanning of the repository; an empty object means that scan on push is off, as in the AWS API. */
public record ImageScanningConfiguration(Boolean scanOnPush) {}
