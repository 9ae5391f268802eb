package io.ecroperator.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.support.AmbientCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(AmbientCredentials.class)
class PlanCommandTest {

    private final Emulator emulator = Emulator.start();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @AfterEach
    void wroteNothing() {
        emulator.close();
    }

    private int plan(String manifests, String... more) throws IOException {
        Path file = directory.resolve("all.yaml");
        Files.writeString(file, manifests);
        List<String> arguments = new ArrayList<>(List.of(
                "plan",
                "-f=" + file,
                "--cluster-name=prod",
                "--endpoint-url=" + emulator.endpoint(),
                "--region=ap-northeast-1"));
        arguments.addAll(List.of(more));
        int exit = EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return exit;
    }

    @Test
    void shouldPlanARepositoryThatIsNotThere() throws IOException {
        int exit = plan("""
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrRepository
                metadata: {name: api, namespace: team-a}
                spec:
                  repositoryName: team-a/api
                  imageTagMutability: IMMUTABLE
                  tags: {team: a}
                  lifecyclePolicy:
                    ref: {name: keep-10}
                ---
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrLifecyclePolicy
                metadata: {name: keep-10, namespace: team-a}
                spec:
                  rules:
                  - rulePriority: 1
                    selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 10}
                    action: {type: expire}
                """);
        assertThat(exit).isEqualTo(2);
    }
}
