package io.ecroperator.api.v1alpha1;

/** Where the repository's coordinates are published for workloads. */
public record Output(String configMapName) {}
