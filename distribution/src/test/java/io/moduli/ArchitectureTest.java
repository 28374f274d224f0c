package io.moduli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the arrows between modules: {@code plugins-* -> api <- core <- distribution}, and none within the plugins. */
class ArchitectureTest {

    private static final String API = "io.moduli.api";
    private static final String CORE = "io.moduli.core";
    private static final String COMMAND = "io.moduli.cli";
    private static final String REPOSITORY = "io.moduli.repository";
    private static final String INSTALL = "io.moduli.install";
    private static final String VERIFICATION = "io.moduli.verification";
    private static final String SCAFFOLD = "io.moduli.scaffold";
    private static final String DISTRIBUTION = "io.moduli.distribution";

    private static final JavaClasses MODULI = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.moduli");

    @ParameterizedTest
    @ValueSource(strings = {API, CORE, COMMAND, REPOSITORY, INSTALL, VERIFICATION, SCAFFOLD, DISTRIBUTION,
        "io.moduli.plugins.moduli",
        "io.moduli.plugins.tasks",
        "io.moduli.plugins.pruning"})
    void everyModuleIsSeen(String module) {
        assertThat(MODULI.that(resideInAPackage(module + ".."))).as("classes of %s", module).isNotEmpty();
    }

    @Test
    void noClassLivesOutsideTheModulesPackages() {
        classes().should()
                .resideInAnyPackage(API + "..", CORE + "..", COMMAND + "..", REPOSITORY + "..", INSTALL + "..",
                        VERIFICATION + "..", SCAFFOLD + "..", DISTRIBUTION + "..",
                        "io.moduli.plugins.moduli..", "io.moduli.plugins.tasks..", "io.moduli.plugins.pruning..")
                .check(MODULI);
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.moduli.plugins.moduli", "io.moduli.plugins.tasks", "io.moduli.plugins.pruning"})
    void aPluginDependsOnNothingOfOursButTheApi(String plugin) {
        classes().that().resideInAPackage(plugin + "..").should()
                .onlyDependOnClassesThat(resideInAnyPackage(plugin + "..", API + "..", "java..", "javax..", "jdk..",
                        "org.slf4j..", "org.nd4j..", "org.bytedeco..", "org.jspecify.."))
                .check(MODULI);
    }

    @Test
    void theApiKnowsNobodyWhoUsesIt() {
        noClasses().that().resideInAPackage(API + "..").should()
                .dependOnClassesThat(resideInAPackage("io.moduli..").and(resideOutsideOfPackage(API + "..")))
                .check(MODULI);
    }

    @Test
    void theApiBringsNeitherWiringNorConfigurationFormat() {
        noClasses().that().resideInAPackage(API + "..").should().dependOnClassesThat()
                .resideInAnyPackage("com.google..", "jakarta..", "com.typesafe..").check(MODULI);
    }

    @Test
    void onlyPluginsPipelinesAndRunsKnowGuice() {
        noClasses().that().resideInAPackage("io.moduli..").and()
                .resideOutsideOfPackages(CORE + ".plugin..", CORE + ".pipeline..", CORE + ".run..").should()
                .dependOnClassesThat().resideInAnyPackage("com.google.inject..", "jakarta..").check(MODULI);
    }

    @Test
    void theCoreNamesNoPluginModuleAndNoCommand() {
        noClasses().that().resideInAPackage(CORE + "..").should().dependOnClassesThat()
                .resideInAnyPackage("io.moduli.plugins..", COMMAND + "..", REPOSITORY + "..", INSTALL + "..",
                        VERIFICATION + "..", SCAFFOLD + "..", DISTRIBUTION + "..")
                .check(MODULI);
    }

    @Test
    void theBeginningsOfPluginsKnowNothingOfTheCommandThatAsksForThem() {
        noClasses().that().resideInAPackage(SCAFFOLD + "..").should().dependOnClassesThat()
                .resideInAnyPackage("io.moduli.plugins..", COMMAND + "..").check(MODULI);
    }

    @Test
    void onlyTheCommandTalksToATerminal() {
        noClasses().that().resideOutsideOfPackage(COMMAND + "..").should().dependOnClassesThat()
                .resideInAnyPackage("picocli..", "me.tongfei..").check(MODULI);
    }

    @ParameterizedTest
    @ValueSource(strings = {REPOSITORY, INSTALL, VERIFICATION, DISTRIBUTION})
    void whatTheCommandIsMadeOfDoesNotKnowIt(String part) {
        noClasses().that().resideInAPackage(part + "..").should().dependOnClassesThat()
                .resideInAPackage(COMMAND + "..").check(MODULI);
    }

    @Test
    void repositoriesKnowNothingOfBundles() {
        noClasses().that().resideInAPackage(REPOSITORY + "..").should().dependOnClassesThat()
                .resideInAnyPackage(INSTALL + "..", CORE + ".bundle..").check(MODULI);
    }

    @Test
    void onlyTheRepositoryKnowsMavenResolver() {
        noClasses().that().resideOutsideOfPackage(REPOSITORY + "..").should().dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.aether..", "eu.maveniverse..", "org.apache.maven..").check(MODULI);
    }

    @ParameterizedTest
    @ValueSource(strings = {API, CORE, DISTRIBUTION})
    void packagesOfAModuleFormNoCycle(String module) {
        slices().assignedFrom(new PackagesOf(module)).should().beFreeOfCycles().check(MODULI);
    }

    /** One slice a package, the module's root package included. */
    private record PackagesOf(String module) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.equals(module) || name.startsWith(module + ".")
                    ? SliceIdentifier.of(name)
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() { return "packages of " + module; }
    }
}
