package io.ecroperator.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages are the architecture; these rules keep what their {@code package-info.java} says. */
@AnalyzeClasses(packages = "io.ecroperator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java/io/ecroperator");
    private static final int LINES_OF_A_FILE = 300;
    private static final int LINES_OF_A_RECONCILER = 150;

    @ArchTest
    static final ArchRule API_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("io.ecroperator.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ecroperator.aws..",
                    "io.ecroperator.policy..",
                    "io.ecroperator.repository..",
                    "io.ecroperator.runtime..",
                    "io.ecroperator.status..");

    @ArchTest
    static final ArchRule SDK_STAYS_BEHIND_THE_DOOR = noClasses()
            .that()
            .resideOutsideOfPackage("io.ecroperator.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule AWS_KNOWS_NO_KUBERNETES = noClasses()
            .that()
            .resideInAPackage("io.ecroperator.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "io.ecroperator.api..");

    @ArchTest
    static final ArchRule THE_VIEW_SPEAKS_THE_DOORS_LANGUAGE = noClasses()
            .that()
            .resideInAPackage("io.ecroperator.aws.view..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule POLICY_IS_PURE = noClasses()
            .that()
            .resideInAPackage("io.ecroperator.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8..",
                    "io.javaoperatorsdk..",
                    "software.amazon.awssdk..",
                    "io.ecroperator.api..",
                    "io.ecroperator.aws..",
                    "java.time..");

    @ArchTest
    static final ArchRule REFUSALS_OF_THE_API_SERVER_ARE_TOLD_APART_WITHOUT_ITS_CLIENT = classes()
            .that()
            .resideInAPackage("io.ecroperator.apiserver..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.ecroperator.apiserver..",
                    "io.ecroperator.status..",
                    "io.fabric8.kubernetes.api.model..",
                    "io.fabric8.kubernetes.client",
                    "java..");

    @ArchTest
    static final ArchRule WHAT_ANSWERS_PROBES_KNOWS_NEITHER_KUBERNETES_NOR_AWS = classes()
            .that()
            .resideInAPackage("io.ecroperator.management..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.ecroperator.management..",
                    "java..",
                    "com.sun.net.httpserver..",
                    "com.fasterxml.jackson..",
                    "org.slf4j..");

    @ArchTest
    static final ArchRule PLANNING_IS_PURE = noClasses()
            .that()
            .haveNameMatching(
                    ".*(Planner|Plan|Change|Attachments?|LifecycleReach|Resolver|Resolution|Desired[A-Z]\\w*|Ownership)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client.dsl..", "io.javaoperatorsdk..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.ecroperator.aws.EcrApi")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.ecroperator.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
            classes().should().haveSimpleNameNotEndingWith("Utils").andShould().haveSimpleNameNotEndingWith("Manager");

    @Test
    void shouldKeepFilesAndReconcilersSmall() {
        assertThat(sources()).allSatisfy(file -> assertThat(lines(file))
                .as(file.toString())
                .isLessThanOrEqualTo(
                        file.toString().endsWith("Reconciler.java") ? LINES_OF_A_RECONCILER : LINES_OF_A_FILE));
    }

    @Test
    void shouldSayInEveryPackageWhatItIsFor() {
        assertThat(sources().stream().map(Path::getParent).distinct())
                .allSatisfy(directory -> assertThat(directory.resolve("package-info.java"))
                        .exists()
                        .content()
                        .contains("/**"));
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
