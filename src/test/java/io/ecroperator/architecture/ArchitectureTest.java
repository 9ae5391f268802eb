package io.ecroperator.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.ecroperator.runtime.ControllerRegistration;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages are the architecture; these rules keep what their {@code package-info.java} says. */
@AnalyzeClasses(packages = "io.ecroperator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java/io/ecroperator");
    /** The wiring, which hands sources of answers to what asks them, and the tries of logins, which have their own threads. */
    private static final String CALL_AWS_IN_THE_BACKGROUND =
            "io\\.ecroperator\\.(pullsecret\\.(EcrPullSecretController|PullProofs)|registry\\.EcrRegistryController)(\\$.*)?";

    /** What is known of a registry, and how far; neither makes calls. */
    private static final String KNOWN = "io\\.ecroperator\\.aws\\.view\\.(RegistryView|ViewState)(\\$.*)?";

    /** What a {@code package-info.java} ends with: the packages that the code in it may use. */
    private static final Pattern MAY_USE = Pattern.compile("<p>May use: ([^.]*(?:\\.\\w[^.]*)*)\\.\\n \\*/");

    private static final Pattern PACKAGE = Pattern.compile("\\{@code ([\\w.]+)}");

    private static final String ROOT = "io.ecroperator.";

    /** Puts everything together, so it knows everything. */
    private static final String COMPOSITION = "composition";

    private static final int LINES_OF_A_FILE = 300;
    private static final int LINES_OF_A_RECONCILER = 150;

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
                    ".*(Planner|Plan|Change|Attachments?|SharedPolicyReach|Resolver|Resolution|Desired[A-Z]\\w*|Ownership)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client.dsl..", "io.javaoperatorsdk..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("io\\.ecroperator\\.aws\\.(\\w+Api|\\w+Doors)")
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
        assertThat(packages)
                .containsExactlyInAnyOrder(
                        "io.ecroperator.pullsecret", "io.ecroperator.registry", "io.ecroperator.serviceaccount");
        noClasses()
                .that()
                .resideInAnyPackage(packages)
                .and()
                .haveNameNotMatching(CALL_AWS_IN_THE_BACKGROUND)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.ecroperator\\.aws\\.(\\w+Api|\\w+Doors|AuthorizationSource|AwsConnection)")
                .orShould()
                .dependOnClassesThat(
                        resideInAPackage("io.ecroperator.aws.view..").and(not(nameMatching(KNOWN))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.ecroperator.aws.sdk..",
                        "io.ecroperator.repository..",
                        "io.ecroperator.lifecycle..",
                        "io.ecroperator.repositorypolicy..",
                        "io.ecroperator.sharedpolicy..",
                        "io.ecroperator.undeclared..")
                .check(all);
    }

    /**
     * A package that reconciles one of our kinds is for that kind alone; what kinds share has packages of its own. Only the
     * composition knows all of them.
     */
    @ArchTest
    static void kindsDoNotUseKinds(JavaClasses all) {
        List<String> kinds = all.stream()
                .filter(ArchitectureTest::reconcilesOneOfOurKinds)
                .map(JavaClass::getPackageName)
                .distinct()
                .toList();
        assertThat(kinds)
                .contains("io.ecroperator.repository", "io.ecroperator.lifecycle", "io.ecroperator.pullsecret");
        assertThat(kinds).allSatisfy(kind -> noClasses()
                .that()
                .resideOutsideOfPackages(kind, ROOT + COMPOSITION)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(kind)
                .check(all));
    }

    /** Both ways: what is used is said, and what is said is used. */
    @ArchTest
    static void packagesUseWhatTheySay(JavaClasses all) {
        Map<String, Set<String>> used = new TreeMap<>();
        all.forEach(each -> used.computeIfAbsent(relative(each), name -> new TreeSet<>())
                .addAll(each.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(target -> target.getPackageName().startsWith(ROOT))
                        .map(ArchitectureTest::relative)
                        .filter(target -> !target.equals(relative(each)))
                        .toList()));
        used.remove(COMPOSITION);

        assertThat(used).isNotEmpty().allSatisfy((name, packages) -> assertThat(said(name))
                .as("packages that %s uses, and those that its package-info.java says", name)
                .isEqualTo(packages));
    }

    /** Dependency injection is for the start of the process; everything else is plain Java, which tests can build too. */
    @ArchTest
    static final ArchRule ONLY_BEANS_KNOW_QUARKUS = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Beans")
            .and()
            .doNotHaveSimpleName("EcrOperatorMain")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "io.quarkus..");

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

    private static boolean reconcilesOneOfOurKinds(JavaClass each) {
        return each.getInterfaces().stream()
                .filter(type -> type.toErasure().isEquivalentTo(Reconciler.class))
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .anyMatch(type -> type.isAssignableTo(CustomResource.class));
    }

    private static String relative(JavaClass each) {
        return each.getPackageName().substring(ROOT.length());
    }

    private static Set<String> said(String name) {
        Path file = SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java");
        assertThat(file).exists();
        Matcher line = MAY_USE.matcher(text(file));
        assertThat(line.find()).as(file + " ends with <p>May use: …").isTrue();
        return PACKAGE.matcher(line.group(1))
                .results()
                .map(found -> found.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
