package io.moduli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moduli.core.config.problem.BadInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PluginProjectTest {

    private static final DevelopmentKit KIT = new DevelopmentKit(Path.of("/no where/repository"), "1.2.3");

    private static final Pattern VERSIONED = Pattern.compile(
            "<artifactId>([a-z-]+-plugin|junit-jupiter|assertj-core)</artifactId>\\s*<version>([^<$]+)</version>");

    private static final Map<String, String> PROPERTIES = Map.of("junit-jupiter", "junit.version", "assertj-core",
            "assertj.version", "bnd-maven-plugin", "bnd.version");

    @TempDir
    Path folder;

    @Test
    void aProjectHasTheseFiles() throws Exception {
        assertThat(project("half-plane", ComponentKind.MODULI_SPACE).files(KIT)).containsOnlyKeys(
                "src/main/java/example/halfplane/HalfPlaneSpace.java",
                "src/main/java/example/halfplane/HalfPlanePlugin.java",
                "src/test/java/example/halfplane/HalfPlaneSpaceTest.java",
                "half-plane.conf",
                "src/main/resources/META-INF/services/io.moduli.api.Plugin",
                "pom.xml",
                "README.md",
                ".gitignore");
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftToFillIn(ComponentKind kind) throws Exception {
        for (Beginning beginning : Beginning.values()) {
            Map<String, String> files = PluginProject.of("mine", kind, beginning, Optional.empty()).files(KIT);

            assertThat(files.get("pom.xml"))
                    .contains("<moduli.repository>file:///no%20where/repository", "<moduli.version>1.2.3<");
            assertThat(files)
                    .allSatisfy((path, text) -> assertThat(path + text).doesNotContainPattern("__\\w+__|@[a-z.]+@"));
        }
    }

    @Test
    void aPluginIsDescribedByItsOwnNameWhateverItBeginsWith() throws Exception {
        Map<String, String> files = project("half-plane", ComponentKind.MODULI_SPACE).files(KIT);

        assertThat(files.get("pom.xml")).contains("<name>half-plane</name>",
                "<description>The moduli space half-plane</description>").doesNotContainIgnoringCase("hyperbolic");
        assertThat(files.get("src/main/java/example/halfplane/HalfPlanePlugin.java"))
                .contains("return \"The moduli space half-plane\";").doesNotContainIgnoringCase("hyperbolic");
        assertThat(files.get("README.md")).startsWith("# half-plane\n\nA plugin for Moduli that adds the moduli space "
                + "`half-plane`. It begins as a worked example, the hyperbolic plane, to be changed into yours.\n");
    }

    @ParameterizedTest
    @EnumSource
    void aBlankPluginHasNoWordOfTheExample(ComponentKind kind) throws Exception {
        Map<String, String> files = PluginProject.of("mine", kind, Beginning.BLANK, Optional.empty()).files(KIT);

        assertThat(files).allSatisfy((path, text) -> assertThat(text).doesNotContainIgnoringCase(kind.subject()));
        assertThat(files.get("src/main/java/example/mine/Mine" + kind.suffix() + ".java"))
                .contains("@Description(\"The " + kind.noun() + " mine\")", "the least that keeps the contract");
    }

    @Test
    void theBundlesFolderIsMadeAnewBeforeAnythingGoesIntoIt() throws Exception {
        String pom = project("mine", ComponentKind.TASK).files(KIT).get("pom.xml");
        Element project = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(pom.getBytes(StandardCharsets.UTF_8))).getDocumentElement();

        Element clean = plugin(project, "maven-clean-plugin");
        assertThat(text(clean, "phase")).isEqualTo("prepare-package");
        assertThat(text(clean, "goal")).isEqualTo("clean");
        assertThat(text(clean, "excludeDefaultDirectories")).isEqualTo("true");
        String bundle = text(clean, "directory");
        assertThat(bundle).isEqualTo("${bundle}");
        assertThat(text(plugin(project, "maven-jar-plugin"), "outputDirectory")).isEqualTo(bundle);
        Element libraries = plugin(project, "maven-dependency-plugin");
        assertThat(text(libraries, "outputDirectory")).isEqualTo(bundle);
        assertThat(text(libraries, "phase")).isEqualTo("package");
    }

    private static Element plugin(Element project, String artifact) {
        NodeList plugins = project.getElementsByTagName("plugin");
        return IntStream.range(0, plugins.getLength()).mapToObj(index -> (Element) plugins.item(index))
                .filter(plugin -> text(plugin, "artifactId").equals(artifact)).findFirst().orElseThrow();
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }

    @Test
    void theSpaceIsFortyLinesOrFewerBesidesImportsAndJavadoc() throws Exception {
        String source = project("hyperbolic", ComponentKind.MODULI_SPACE).files(KIT)
                .get("src/main/java/example/hyperbolic/HyperbolicSpace.java");
        List<String> lines = source.replaceAll("(?s)/\\*\\*.*?\\*/", "").lines().filter(line -> !line.isBlank())
                .filter(line -> !line.startsWith("import ") && !line.startsWith("package ")).toList();

        assertThat(lines).hasSizeBetween(20, 40);
    }

    @ParameterizedTest
    @EnumSource(names = {"REGULARIZER", "WEIGHT_INITIALIZER", "PRUNER"})
    void anExampleThatReadsTheGeometryIsSixtyLinesOrFewerWithImportsAndJavadoc(ComponentKind kind) throws Exception {
        String source = project("mine", kind).files(KIT)
                .get("src/main/java/example/mine/Mine" + kind.suffix() + ".java");

        assertThat(source).contains("GeometryUse.REQUIRED");
        assertThat(source.lines()).hasSizeBetween(30, 60);
    }

    @Test
    void aKindAtTheEndOfTheNameIsNotRepeatedInItsClasses() throws Exception {
        assertThat(project("flat-space", ComponentKind.MODULI_SPACE).files(KIT))
                .containsKeys("src/main/java/example/flatspace/FlatSpace.java", "flat-space.conf");
        assertThat(project("task", ComponentKind.TASK).name()).isEqualTo("task");
    }

    @Test
    void aKeywordIsNoPackage() throws Exception {
        assertThat(project("switch", ComponentKind.TASK).packageName()).isEqualTo("example.switch_");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Hyperbolic | use lower-case words joined by hyphens, such as hyperbolic",
        "HyperbolicPlane | such as hyperbolic-plane",
        "a_b | such as a-b",
        "9lives | such as lives",
        "../up | such as up",
        "a- | such as a",
        "ünder | such as nder",
        "_ | such as my-plugin"})
    void aNameThatIsNoneIsRefusedWithOneThatIs(String name, String message) {
        assertThatThrownBy(() -> project(name, ComponentKind.TASK)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"%s\" cannot name a plugin", name).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "org.new.space | \"new\" is a keyword of Java",
        "org..space | \"\" cannot be a part of it",
        "org.my-space | \"my-space\" cannot be a part of it",
        "org/space | \"org/space\" cannot be a part of it",
        "io.moduli.space | io.moduli is not for plugins",
        "java.space | java is not for plugins"})
    void aPackageThatIsNoneIsRefused(String name, String message) {
        assertThatThrownBy(() -> PluginProject.of("mine", ComponentKind.TASK, Beginning.WORKED, Optional.of(name)))
                .isInstanceOf(BadInputException.class).hasMessageStartingWith("--package " + name + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void aNameThatMakesAClassOfTheApiIsRefused() {
        assertThatThrownBy(() -> project("moduli", ComponentKind.MODULI_SPACE).files(KIT))
                .isInstanceOf(BadInputException.class)
                .hasMessage("the name \"moduli\" makes a class ModuliSpace, but the api has one of that name; choose"
                        + " another name");
    }

    @Test
    void whatIsThereStaysAndNothingIsLeftBeside() throws Exception {
        Path there = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(there.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> project("mine", ComponentKind.TASK).write(there, KIT))
                .isInstanceOf(BadInputException.class)
                .hasMessage(there + " is there already and is not empty; --out names another folder");

        assertThat(files(folder)).containsExactly(there);
        assertThat(files(there)).containsExactly(there.resolve("notes.txt"));
    }

    @Test
    void anEmptyFolderIsFilled() throws Exception {
        Path there = Files.createDirectory(folder.resolve("mine"));

        project("mine", ComponentKind.TASK).write(there, KIT);

        assertThat(there.resolve("pom.xml")).isNotEmptyFile();
        assertThat(files(folder)).containsExactly(there);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has other permissions")
    void othersMayReadAProjectAsTheyMayReadAnyFolderThere() throws Exception {
        Path plain = Files.createDirectory(folder.resolve("plain"));

        project("mine", ComponentKind.TASK).write(folder.resolve("mine"), KIT);

        assertThat(Files.getPosixFilePermissions(folder.resolve("mine")))
                .isEqualTo(Files.getPosixFilePermissions(plain)).contains(PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void aFileInTheWayIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("mine"), "");

        assertThatThrownBy(() -> project("mine", ComponentKind.TASK).write(file, KIT))
                .isInstanceOf(BadInputException.class).hasMessage(file + " is there already and is not a folder");
    }

    @Test
    void projectsUseTheVersionsThatModuliUses() throws Exception {
        String ours = Files.readString(Path.of("../pom.xml"));
        Matcher theirs = VERSIONED.matcher(project("mine", ComponentKind.TASK).files(KIT).get("pom.xml"));
        int compared = 0;
        while (theirs.find()) {
            String name = theirs.group(1);
            String version = theirs.group(2);
            String property = PROPERTIES.getOrDefault(name, "none");
            assertThat(ours.replaceAll("\\s+", "")).containsAnyOf(
                    "<artifactId>" + name + "</artifactId><version>" + version + "</version>",
                    "<" + property + ">" + version + "</" + property + ">");
            compared++;
        }
        assertThat(compared).isEqualTo(10);
    }

    private static List<Path> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static PluginProject project(String name, ComponentKind kind) throws BadInputException {
        return PluginProject.of(name, kind, Beginning.WORKED, Optional.empty());
    }
}
