package dev.sluice.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds the lines of docs/architecture.md. */
class ArchitectureTest {

    private static final int LONGEST_FILE = 400;
    private static final int MOST_FILES = 12;
    private static final Path ROOT = root();
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPaths(Stream.of(
                            "rules",
                            "network",
                            "verify",
                            "runtime",
                            "transformers",
                            "authorizers",
                            "delivery",
                            "infra/cdk",
                            "infra/engine",
                            "infra/cli",
                            "examples/commerce/functions",
                            "examples/commerce/app",
                            "examples/commerce/demo")
                    .flatMap(ArchitectureTest::compiled)
                    .toList());

    @Test
    void rulesDependOnNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.rules..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sluice.network..",
                        "dev.sluice.verify..",
                        "dev.sluice.runtime..",
                        "dev.sluice.transformers..",
                        "dev.sluice.authorizers..",
                        "dev.sluice.delivery..",
                        "dev.sluice.cdk..",
                        "dev.sluice.engine..",
                        "dev.sluice.cli..",
                        "software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void functionsDependOnRulesAndTheRuntimeOnly() {
        onlyOwnAnd("dev.sluice.runtime", "dev.sluice.rules..");
        onlyOwnAnd("dev.sluice.transformers", "dev.sluice.rules..", "dev.sluice.runtime..");
        onlyOwnAnd("dev.sluice.authorizers", "dev.sluice.rules..", "dev.sluice.runtime..");
        onlyOwnAnd("dev.sluice.delivery", "dev.sluice.rules..", "dev.sluice.runtime..", "dev.sluice.network..");
        onlyOwnAnd("dev.sluice.network");
        onlyOwnAnd("dev.sluice.verify");
    }

    @Test
    void theStackAndTheEngineNeverSeeEachOther() {
        onlyOwnAnd("dev.sluice.cdk", "dev.sluice.rules..");
        onlyOwnAnd("dev.sluice.engine", "dev.sluice.rules..", "dev.sluice.network..");
    }

    @Test
    void nothingOfTheProductKnowsAnExample() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.examples..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sluice.examples..")
                .check(CLASSES);
    }

    @Test
    void theKernelOfTheEngineKnowsNoService() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.sluice.engine.store..",
                        "dev.sluice.engine.time..",
                        "dev.sluice.engine.aws..",
                        "dev.sluice.engine.kernel..",
                        "dev.sluice.engine.trace..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sluice.engine.sqs..",
                        "dev.sluice.engine.dynamodb..",
                        "dev.sluice.engine.events..",
                        "dev.sluice.engine.pipes..",
                        "dev.sluice.engine.lambda..",
                        "dev.sluice.engine.logs..",
                        "dev.sluice.engine.wire..",
                        "dev.sluice.engine.cfn..")
                .check(CLASSES);
    }

    @Test
    void noPackageIsInACycle() {
        SlicesRuleDefinition.slices()
                .matching("dev.sluice.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void aPackageHasAtMost12Files() {
        Map<String, Long> sizes = sources()
                .filter(file -> file.toString().contains("/src/main/"))
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(
                        file -> ROOT.relativize(file.getParent()).toString(), Collectors.counting()));
        sizes.values().removeIf(size -> size <= MOST_FILES);
        assertThat(sizes).isEmpty();
    }

    @Test
    void nothingOfTheEngineUsesAnAwsClient() {
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    @DisplayName("every public Lambda handler takes its environment as a map")
    void handlersTakeTheirEnvironmentAsAMap() {
        classes()
                .that()
                .implement("com.amazonaws.services.lambda.runtime.RequestStreamHandler")
                .and()
                .resideInAnyPackage(
                        "dev.sluice.transformers..",
                        "dev.sluice.authorizers..",
                        "dev.sluice.delivery..",
                        "dev.sluice.examples..")
                .should(HandlerConstructors.takeAMap())
                .check(CLASSES);
    }

    @Test
    void noFileIsLongerThan400Lines() {
        assertThat(sources()
                        .filter(file -> lines(file).size() > LONGEST_FILE)
                        .map(file ->
                                ROOT.relativize(file) + " has " + lines(file).size() + " lines"))
                .isEmpty();
    }

    @Test
    void noTestSleeps() {
        String sleep = "Thread" + ".sleep(";
        assertThat(sources()
                        .filter(file -> file.toString().contains("/src/test/"))
                        .filter(file -> lines(file).stream().anyMatch(line -> line.contains(sleep)))
                        .map(file -> ROOT.relativize(file).toString()))
                .isEmpty();
    }

    /** Where the classes of a folder's modules are. */
    private static Stream<Path> compiled(String folder) {
        try (Stream<Path> below = Files.walk(ROOT.resolve(folder), 3)) {
            return below.filter(path -> path.endsWith("target/classes")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void onlyOwnAnd(String own, String... others) {
        noClasses()
                .that()
                .resideInAPackage(own + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.sluice..")
                        .and(not(resideInAPackage(own + "..")))
                        .and(not(resideInAnyPackage(others))))
                .check(CLASSES);
    }

    static Stream<Path> sources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("INVARIANTS.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
