package io.ecroperator.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ecroperator.support.EstablishedCrd;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The spellings in {@code docs/coming-from.md}, applied to a real API server: it answers as the page says. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComingFromIT {

    private static final long ANSWER_SECONDS = 30;
    /** Server-side apply compares types before anything else looks at the object, in words of its own. */
    private static final List<String> SERVER_SIDE_ANSWERS = List.of("field not declared in schema", ": expected ");

    private final ComingFromPage page = ComingFromPage.read();
    private KubernetesClient client;
    private String repositories;

    @BeforeAll
    void applyTheCrd(LocalCluster cluster) {
        try (KubernetesClient other = cluster.client()) {
            // Server-side apply answers 500 to a value of the wrong type, and trying again does not mend it.
            client = new KubernetesClientBuilder()
                    .withConfig(new ConfigBuilder(other.getConfiguration())
                            .withRequestRetryBackoffLimit(0)
                            .build())
                    .build();
        }
        CustomResourceDefinition crd = GeneratedCrds.definitions().stream()
                .filter(definition -> definition.getSpec().getNames().getKind().equals("EcrRepository"))
                .findFirst()
                .orElseThrow();
        client.resource(crd).forceConflicts().serverSideApply();
        client.resource(crd).waitUntilCondition(EstablishedCrd::is, 30, TimeUnit.SECONDS);
        repositories = client.getMasterUrl() + "apis/ecr-operator.io/v1alpha1/namespaces/"
                + cluster.createNamespace("coming-from") + "/ecrrepositories";
    }

    @AfterAll
    void closeClient() {
        client.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldTakeOurSpellings() {
        assertThat(page.accepted()).isNotEmpty();
        return page.accepted().stream()
                .map(manifest -> dynamicTest(manifest.name(), () -> {
                    assertThat(apply(manifest)).as("kubectl apply").isEmpty();
                    assertThat(applyServerSide(manifest))
                            .as("kubectl apply --server-side")
                            .isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseTheirSpellingsAsThePageSays() {
        assertThat(page.refused()).isNotEmpty();
        return page.refused().stream().flatMap(refused -> refused.manifests().stream()
                .map(manifest -> dynamicTest(manifest.name(), () -> {
                    assertThat(refused.answers()).as("answers of the page").anyMatch(apply(manifest)::contains);
                    assertThat(Stream.concat(refused.answers().stream(), SERVER_SIDE_ANSWERS.stream()))
                            .as("answers to kubectl apply --server-side")
                            .anyMatch(applyServerSide(manifest)::contains);
                })));
    }

    @TestFactory
    Stream<DynamicTest> shouldGiveEveryAnswerOfThePage() {
        return page.refused().stream()
                .map(refused -> dynamicTest(refused.name(), () -> {
                    List<String> answers =
                            refused.manifests().stream().map(this::apply).toList();

                    assertThat(refused.answers())
                            .allSatisfy(part -> assertThat(answers).anyMatch(answer -> answer.contains(part)));
                }));
    }

    /** The refusal of what {@code kubectl apply} sends for a new object; empty if it is none. */
    private String apply(ComingFromPage.Manifest manifest) {
        return refusal(client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(URI.create(repositories + "?dryRun=All&fieldValidation=Strict"))
                .method("POST", "application/yaml", manifest.yaml())
                .build());
    }

    private String applyServerSide(ComingFromPage.Manifest manifest) {
        return refusal(client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(URI.create(repositories + "/" + ComingFromPage.OBJECT
                        + "?dryRun=All&fieldValidation=Strict&fieldManager=coming-from"))
                .method("PATCH", "application/apply-patch+yaml", manifest.yaml())
                .build());
    }

    private String refusal(HttpRequest request) {
        HttpResponse<String> response = client.getHttpClient()
                .sendAsync(request, String.class)
                .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .join();
        return response.isSuccessful()
                ? ""
                : Serialization.unmarshal(response.body(), Status.class).getMessage();
    }
}
