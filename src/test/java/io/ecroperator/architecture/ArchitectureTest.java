package io.ecroperator.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.ecroperator.runtime.ControllerRegistration;
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
    /** The wiring, which hands tokens' source to the store, and the tries of logins, which have their own threads. */
    private static final String CALL_AWS_IN_THE_BACKGROUND =
            "io\\.ecroperator\\.pullsecret\\.(EcrPullSecretController|PullProofs)(\\$.*)?";

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
    static final ArchRule WHO_MAY_DO_WHAT_IS_DECIDED_BY_SETTINGS_AND_NAMES = classes()
            .that()
            .resideInAPackage("io.ecroperator.access..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.ecroperator.access..", "io.ecroperator.api..", "java..");

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

    /**
     * What {@code ControllerRegistration.withoutAws} promises of a reconcile, for whole packages: nothing in them can call AWS but
     * what does so on threads of its own.
     */
    @ArchTest
    static void kindsWithoutAwsCannotCallAws(JavaClasses all) {
        String[] packages = all.stream()
                .filter(each -> each.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(ControllerRegistration.class)
                                && call.getName().equals("withoutAws")))
                .map(JavaClass::getPackageName)
                .distinct()
                .toArray(String[]::new);
        assertThat(packages).containsExactlyInAnyOrder("io.ecroperator.pullsecret", "io.ecroperator.serviceaccount");
        noClasses()
                .that()
                .resideInAnyPackage(packages)
                .and()
                .haveNameNotMatching(CALL_AWS_IN_THE_BACKGROUND)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.ecroperator\\.aws\\.(\\w+Api|AuthorizationSource|AwsConnection)")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.ecroperator.aws.view..",
                        "io.ecroperator.aws.sdk..",
                        "io.ecroperator.registry..",
                        "io.ecroperator.repository..",
                        "io.ecroperator.lifecycle..")
                .check(all);
    }

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
