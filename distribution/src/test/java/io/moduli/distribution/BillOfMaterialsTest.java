package io.moduli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moduli.distribution.DistributionLock.LockedArtifact;
import io.moduli.distribution.DistributionLock.LockedFile;
import io.moduli.distribution.DistributionLock.LockedJava;
import io.moduli.distribution.DistributionLock.LockedLicence;
import io.moduli.distribution.archive.PackagedFile.Origin;
import io.moduli.install.MadeBundle;
import io.moduli.repository.TestRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {

    private static final String SUM = "ab".repeat(32);

    @TempDir
    Path folder;

    @Test
    void itKeepsTheSchemaAndTellsLicencesAndWhatNeedsWhat() throws Exception {
        LockedLicence apache = new LockedLicence("The Apache Software License, Version 2.0",
                Optional.of("http://www.apache.org/licenses/LICENSE-2.0.txt"));
        LockedLicence own = new LockedLicence("A licence of our own", Optional.empty());
        DistributionLock lock = new DistributionLock(1, "lab", "1.0", "9.9", "1980-02-01T00:00:00Z",
                List.of("linux-x86_64"),
                Optional.of(new LockedJava("25.0.3+9-LTS", "Eclipse Adoptium",
                        Optional.of("GPL-2.0-only WITH Classpath-exception-2.0"), List.of("java.se"), SUM)),
                List.of(), List.of(
                        jar("lib/config-2.0.jar", "example:config:2.0", Optional.empty(), List.of(apache), List.of()),
                        jar("lib/host-1.0.jar", "example:host:1.0", Optional.empty(), List.of(apache),
                                List.of("example:config", "example:native", "example:absent")),
                        jar("lib/moduli-core-9.9.jar", "io.moduli:moduli-core:9.9", Optional.empty(), List.of(apache),
                                List.of()),
                        jar("lib/native-1.0-linux-x86_64.jar", "example:native:jar:linux-x86_64:1.0",
                                Optional.of("linux-x86_64"), List.of(), List.of()),
                        jar("lib/native-1.0-macosx-arm64.jar", "example:native:jar:macosx-arm64:1.0",
                                Optional.of("macosx-arm64"), List.of(), List.of()),
                        jar("plugins/ring/config-3.0.jar", "example:config:3.0", Optional.empty(), List.of(),
                                List.of()),
                        jar("plugins/ring/ring-1.0.jar", "example:ring:1.0", Optional.empty(), List.of(own, apache),
                                List.of("example:config"))));

        String text = BillOfMaterials.write(lock, "linux-x86_64", "For rings");

        assertThat(new JsonParser().validate(text.getBytes(StandardCharsets.UTF_8), Version.VERSION_16)).isEmpty();
        assertThat(BillOfMaterials.write(lock, "linux-x86_64", "For rings")).isEqualTo(text);
        JsonNode bill = new ObjectMapper().readTree(text);
        JsonNode ring = component(bill, "plugins/ring/ring-1.0.jar");
        assertThat(ring.get("purl").asText()).isEqualTo("pkg:maven/example/ring@1.0?type=jar");
        assertThat(ring.get("licenses").toString()).isEqualTo("[{\"license\":{\"name\":\"A licence of our own\"}},"
                + "{\"license\":{\"id\":\"Apache-2.0\",\"url\":\"http://www.apache.org/licenses/LICENSE-2.0.txt\"}}]");
        JsonNode plot = component(bill, "lib/moduli-core-9.9.jar").get("components").get(0);
        assertThat(plot.get("purl").asText()).isEqualTo("pkg:npm/%40observablehq/plot@0.6.17");
        assertThat(plot.get("licenses").toString()).contains("ISC");
        assertThat(plot.get("hashes").get(0).get("content").asText())
                .isEqualTo("4358086467740777dd788d6b27a95cebdbaefdd50c730a3060117073bd7134cb");
        JsonNode java = component(bill, "runtime");
        assertThat(java.get("purl").asText()).isEqualTo("pkg:generic/openjdk@25.0.3%2B9-LTS");
        assertThat(java.get("licenses").toString()).contains("GPL-2.0-only WITH Classpath-exception-2.0");
        assertThat(needs(bill, "plugins/ring/ring-1.0.jar")).containsExactly("plugins/ring/config-3.0.jar");
        assertThat(needs(bill, "lib/host-1.0.jar")).containsExactly("lib/config-2.0.jar",
                "lib/native-1.0-linux-x86_64.jar");
        assertThat(needs(bill, "lab@1.0")).containsExactly("lib/host-1.0.jar", "lib/moduli-core-9.9.jar",
                "plugins/ring/ring-1.0.jar", "runtime");
        assertThat(text).doesNotContain("macosx");
    }

    @Test
    void licencesAreThoseOfThePomOrOfItsParentAndALockedBuildAsksNobodyForThem() throws Exception {
        Workshop workshop = new Workshop(folder);
        workshop.repository.add("example:ring:1.0.0", MadeBundle.of("ring", "1.0.0").jar(folder.resolve("made")));
        workshop.repository.add("example:parent:1");
        pom(workshop, "parent", "1", """
                <groupId>example</groupId><artifactId>parent</artifactId><version>1</version><packaging>pom</packaging>
                <licenses><license><name>MIT</name><url>https://opensource.org/license/mit</url></license></licenses>
                """);
        pom(workshop, "ring", "1.0.0", """
                <parent><groupId>example</groupId><artifactId>parent</artifactId><version>1</version></parent>
                <artifactId>ring</artifactId><version>1.0.0</version>
                """);
        Path manifest = workshop.manifest(
                "plugins = [{ type = bundled }, { type = coordinates, coordinates = \"example:ring:1.0.0\" }]");
        Path output = folder.resolve("out");
        workshop.build(manifest, output);

        Path bill = output.resolve("lab-1.0-linux-x86_64.cdx.json");
        assertThat(component(new ObjectMapper().readTree(bill.toFile()), "plugins/ring/ring-1.0.0.jar").get("licenses")
                .toString())
                .isEqualTo("[{\"license\":{\"id\":\"MIT\",\"url\":\"https://opensource.org/license/mit\"}}]");

        Files.delete(workshop.repository.remote().resolve("example/ring/1.0.0/ring-1.0.0.pom"));
        Files.delete(folder.resolve("maven/local/example/ring/1.0.0/ring-1.0.0.pom"));
        workshop.buildLocked(manifest, folder.resolve("again"));
        assertThat(Workshop.checksums(folder.resolve("again"))).isEqualTo(Workshop.checksums(output));
    }

    private static void pom(Workshop workshop, String artifact, String version, String content) throws Exception {
        Path pom = workshop.repository.remote().resolve("example").resolve(artifact).resolve(version)
                .resolve(artifact + "-" + version + ".pom");
        Files.writeString(pom, "<project><modelVersion>4.0.0</modelVersion>%s</project>".formatted(content));
        TestRepository.writeChecksum(pom);
    }

    private static LockedFile jar(String path, String coordinates, Optional<String> platform,
            List<LockedLicence> licences, List<String> needs) {
        return new LockedFile(path, platform, false, Origin.HOST, Optional.of(coordinates),
                Optional.of(new LockedArtifact(licences, needs)), 1, SUM);
    }

    private static JsonNode component(JsonNode bill, String reference) {
        for (JsonNode component : bill.get("components")) {
            if (component.get("bom-ref").asText().equals(reference)) {
                return component;
            }
        }
        throw new AssertionError("no " + reference);
    }

    private static List<String> needs(JsonNode bill, String reference) {
        List<String> needs = new ArrayList<>();
        for (JsonNode part : bill.get("dependencies")) {
            if (part.get("ref").asText().equals(reference)) {
                part.get("dependsOn").forEach(other -> needs.add(other.asText()));
            }
        }
        return needs;
    }
}
