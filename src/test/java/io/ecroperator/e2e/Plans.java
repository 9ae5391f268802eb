package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.cli.EcrOperatorCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Manifests of a world: what {@code ecr-operator plan} says of them, and themselves. */
record Plans(World world, Path directory) {

    /** The plan as JSON; fails if it wrote anything, or said something else than its exit code. */
    JsonNode plan(String manifests, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("all.yaml"), manifests);
        List<String> arguments = new ArrayList<>(List.of(
                "plan",
                "-f=" + file,
                "--namespace=" + world.namespace(),
                "--cluster-name=e2e",
                "--endpoint-url=" + world.emulator().endpoint(),
                "--region=" + World.REGION,
                "--power=repository-name-patterns=" + world.namespace(),
                "-o=json"));
        arguments.addAll(List.of(more));
        int before = world.emulator().calls().writes().size();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        assertThat(err.toString()).isEmpty();
        assertThat(world.emulator().calls().writes().stream().skip(before).toList())
                .isEmpty();
        JsonNode plan = new ObjectMapper().readTree(out.toString());
        assertThat(plan.path("exitCode").asInt()).isEqualTo(exit);
        return plan;
    }

    /** The same, and the cluster is read too. */
    JsonNode planLive(String manifests, String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--kubeconfig=" + world.cluster().kubeconfigFile(), "--watched-namespaces=" + world.namespace()));
        options.addAll(List.of(more));
        return plan(manifests, options.toArray(String[]::new));
    }

    /** Applies the manifests to the cluster. */
    void apply(String manifests) {
        objects(manifests).forEach(object -> world.user()
                .resource(object)
                .inNamespace(world.namespace())
                .forceConflicts()
                .serverSideApply());
    }

    /** Deletes the objects of the manifests from the cluster, without waiting. */
    void delete(String manifests) {
        objects(manifests).forEach(object -> world.user()
                .resource(object)
                .inNamespace(world.namespace())
                .delete());
    }

    private List<HasMetadata> objects(String manifests) {
        return world.user()
                .load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)))
                .items();
    }
}
