package io.ecroperator.chart;

import java.io.IOException;

/** Writes {@code deploy/install}, its kin and {@code deploy/olm} from the chart: {@code make install-manifests}. */
public final class GenerateInstallManifests {

    private GenerateInstallManifests() {}

    /** Writes every file, from the directory of the build; takes no arguments. */
    public static void main(String[] args) throws IOException {
        GenerateChart.write(InstallFiles.all(Helm.HELM_4));
        GenerateChart.write(OlmBundle.files(Helm.HELM_4));
    }
}
