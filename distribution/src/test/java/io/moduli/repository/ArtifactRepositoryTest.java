package io.moduli.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a repository in a folder, so that nothing depends on a network. */
class ArtifactRepositoryTest {

    private final List<String> warnings = new ArrayList<>();

    @TempDir
    Path folder;

    private TestRepository repository;

    @BeforeEach
    void fill() throws IOException {
        repository = new TestRepository(folder);
        repository.add("lab:geometry:1.0", "lab:algebra:2.0/compile", "lab:numbers:1.0/runtime", "lab:checks:1.0/test",
                "lab:api:1.0/provided", "lab:extras:1.0/optional", "org.nd4j:nd4j-api:1.0/compile");
        repository.add("lab:geometry:1.9");
        repository.add("lab:geometry:1.10");
        repository.add("lab:geometry:2.0");
        repository.add("lab:algebra:2.0", "lab:numbers:1.0/compile", "org.slf4j:slf4j-api:2.0/compile");
        repository.add("lab:numbers:1.0");
        // Not there: checks, api, extras, and what the host has, so that asking for one of them would fail.
    }

    @Test
    void dependenciesComeWithoutTestsProvidedOptionalAndTheHosts() throws Exception {
        assertThat(withDependencies("lab:geometry:1.0")).extracting(artifact -> artifact.coordinates().toString())
                .containsExactly("lab:geometry:1.0", "lab:algebra:2.0", "lab:numbers:1.0");
    }

    @Test
    void aFileComesWithItsChecksumAndLiesInTheLocalRepository() throws Exception {
        ResolvedArtifact found = withDependencies("lab:numbers:1.0").getFirst();

        assertThat(found.file()).isEqualTo(folder.resolve("local/lab/numbers/1.0/numbers-1.0.jar"))
                .hasContent("lab:numbers:1.0");
        // printf lab:numbers:1.0 | sha256sum
        assertThat(found.sha256()).isEqualTo("a139a643a0e3e6767716394d9cca2c6c6f8a41e94960e93a926269c363f3ee6a");
    }

    @Test
    void ofARangeTheHighestVersionIsTaken() throws Exception {
        assertThat(withDependencies("lab:geometry:[1.0,2.0)").getFirst().coordinates())
                .hasToString("lab:geometry:1.10");
    }

    @Test
    void aRangeThatNothingSatisfiesListsTheVersionsThatThereAre() {
        assertThatThrownBy(() -> withDependencies("lab:geometry:[3,4)")).isInstanceOf(RepositoryException.class)
                .hasMessageStartingWith("no version of lab:geometry is in the range [3,4) in the local repository "
                        + folder.resolve("local"))
                .hasMessageEndingWith("; there are 1.0, 1.9, 1.10, 2.0");
    }

    @Test
    void aVersionThatIsNotThereListsThoseThatAre() {
        assertThatThrownBy(() -> withDependencies("lab:geometry:1.5")).isInstanceOf(RepositoryException.class)
                .hasMessageStartingWith("lab:geometry:1.5 was not found in the local repository ")
                .hasMessageContaining(" or in test (file:")
                .hasMessageEndingWith("; there are 1.0, 1.9, 1.10, 2.0");
    }

    @Test
    void anArtifactThatNobodyKnowsIsSaidToBeUnknown() {
        assertThatThrownBy(() -> withDependencies("lab:geometri:1.0"))
                .hasMessageStartingWith("lab:geometri:1.0 was not found in ")
                .hasMessageEndingWith("; no version of lab:geometri is there");
    }

    @Test
    void aDependencyThatIsMissingIsNamedWithWhatNeedsIt() throws IOException {
        repository.add("lab:needy:1.0", "lab:absent:7.0/compile");

        assertThatThrownBy(() -> withDependencies("lab:needy:1.0"))
                .hasMessageStartingWith("lab:needy:1.0 needs lab:absent:7.0, which was not found in ");
    }

    @Test
    void aDamagedPomIsNamed() throws IOException {
        Path jar = repository.add("lab:odd:1.0");
        Path pom = Files.writeString(jar.resolveSibling("odd-1.0.pom"), "<project><modelVersion>");
        TestRepository.writeChecksum(pom);

        assertThatThrownBy(() -> withDependencies("lab:odd:1.0")).isInstanceOf(RepositoryException.class)
                .hasMessageStartingWith("the dependencies of lab:odd:1.0 cannot be determined: ")
                .hasMessageContaining("odd");
    }

    @Test
    void aFileThatIsNotWhatItsChecksumSaysIsRefused() throws IOException {
        Path jar = repository.add("lab:altered:1.0");
        Files.writeString(jar, "something else");

        assertThatThrownBy(() -> withDependencies("lab:altered:1.0")).isInstanceOf(RepositoryException.class)
                .hasMessageStartingWith("lab:altered:1.0 cannot be fetched: ").hasMessageContaining("hecksum");
        assertThat(folder.resolve("local/lab/altered/1.0/altered-1.0.jar")).doesNotExist();
    }

    @Test
    void noNetworkIsToldFromNotFound() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        MavenUser user = repository.user("http://127.0.0.1:" + nobody);

        assertThatThrownBy(() -> resolve(user, "lab:geometry:1.0"))
                .hasMessageStartingWith("lab:geometry:1.0 cannot be fetched: ").hasMessageContaining("127.0.0.1");
        assertThatThrownBy(() -> resolve(user, "lab:geometry:[1,2)"))
                .hasMessageStartingWith("the versions of lab:geometry cannot be fetched: ");
    }

    @Test
    void offlineOnlyTheLocalRepositoryIsAsked() throws Exception {
        withDependencies("lab:numbers:1.0");
        MavenUser offline = new MavenUser(repository.user().settings(), true);

        assertThat(resolve(offline, "lab:numbers:1.0")).hasSize(1);
        assertThatThrownBy(() -> resolve(offline, "lab:geometry:2.0")).isInstanceOf(RepositoryException.class)
                .hasMessageContaining("lab:geometry:2.0").hasMessageContaining("offline");
    }

    @Test
    void aRangeThatCameToAnEarlyVersionOfItsEndWarnsAndTheOneThatItOffersDoesNot() throws Exception {
        repository.add("lab:early:1.4");
        repository.add("lab:early:2.0-beta1");

        assertThat(withDependencies("lab:early:[1.0,2.0)").getFirst().coordinates().version()).isEqualTo("2.0-beta1");
        assertThat(warnings)
                .containsExactly("lab:early:[1.0,2.0) resolved to 2.0-beta1, which precedes 2.0 in the order of "
                        + "versions; the range [1.0,2.0-alpha) leaves out such early versions");

        warnings.clear();
        assertThat(withDependencies("lab:early:[1.0,2.0-alpha)").getFirst().coordinates().version()).isEqualTo("1.4");
        assertThat(withDependencies("lab:early:[1.0,2.0-beta1]").getFirst().coordinates().version())
                .isEqualTo("2.0-beta1");
        assertThat(withDependencies("lab:early:[1.0,)").getFirst().coordinates().version()).isEqualTo("2.0-beta1");
        assertThat(warnings).isEmpty();
    }

    @Test
    void anArtifactIsDescribedByItsPomAndThoseOfItsParents() throws Exception {
        repository.add("lab:parent:1");
        repository.add("lab:child:1");
        pom("parent", """
                <groupId>lab</groupId><artifactId>parent</artifactId><version>1</version><packaging>pom</packaging>
                <licenses><license><name>MIT</name><url>https://opensource.org/license/mit</url></license></licenses>
                <dependencies><dependency><groupId>lab</groupId><artifactId>numbers</artifactId><version>1.0</version>
                </dependency></dependencies>
                """);
        pom("child", """
                <parent><groupId>lab</groupId><artifactId>parent</artifactId><version>1</version></parent>
                <artifactId>child</artifactId>
                <dependencies><dependency><groupId>lab</groupId><artifactId>geometry</artifactId><version>1.0</version>
                <scope>test</scope></dependency></dependencies>
                """);
        MavenCoordinates child = MavenCoordinates.parse("lab:child:1");
        ArtifactDescription expected = new ArtifactDescription(
                List.of(new ArtifactDescription.Licence("MIT", Optional.of("https://opensource.org/license/mit"))),
                List.of("lab:numbers"));

        try (ArtifactRepository opened = ArtifactRepository.open(repository.user(), warnings::add)) {
            assertThat(opened.describeLocally(child)).isEqualTo(ArtifactDescription.NOTHING);
            assertThat(opened.describe(child)).isEqualTo(expected);
            assertThat(opened.describeLocally(child)).isEqualTo(expected);
            assertThat(opened.describe(MavenCoordinates.parse("lab:nobody:1"))).isEqualTo(ArtifactDescription.NOTHING);
        }
    }

    private void pom(String artifact, String content) throws IOException {
        Path pom = repository.remote().resolve("lab").resolve(artifact).resolve("1").resolve(artifact + "-1.pom");
        Files.writeString(pom, "<project><modelVersion>4.0.0</modelVersion>%s</project>".formatted(content));
        TestRepository.writeChecksum(pom);
    }

    @Test
    void settingsThatCannotBeReadAreNamed() throws IOException {
        Path settings = Files.writeString(folder.resolve("bad.xml"), "<settings><mirrors>");

        assertThatThrownBy(() -> ArtifactRepository.open(new MavenUser(Optional.of(settings), false), warnings::add))
                .isInstanceOf(RepositoryException.class).hasMessageStartingWith("the Maven settings cannot be used: ")
                .hasMessageContaining(settings.toString());
        assertThatThrownBy(
                () -> ArtifactRepository.open(new MavenUser(Optional.of(folder.resolve("none.xml")), false),
                        warnings::add))
                .hasMessage("the Maven settings file " + folder.resolve("none.xml") + " cannot be read");
    }

    private List<ResolvedArtifact> withDependencies(String coordinates) throws IOException, RepositoryException {
        return resolve(repository.user(), coordinates);
    }

    private List<ResolvedArtifact> resolve(MavenUser user, String coordinates) throws RepositoryException {
        try (ArtifactRepository opened = ArtifactRepository.open(user, warnings::add)) {
            return opened.resolveWithDependencies(MavenCoordinates.parse(coordinates), HostArtifacts::provides);
        }
    }
}
