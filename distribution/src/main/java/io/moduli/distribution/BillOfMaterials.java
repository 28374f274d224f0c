package io.moduli.distribution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moduli.distribution.archive.PackagedFile;
import io.moduli.repository.MavenCoordinates;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes the bill of materials of an archive, in JSON as CycloneDX 1.6 (ECMA-424) has it: every jar and, where one goes in,
 * the Java. It is about a distribution's parts and not about which of them needs which.
 */
final class BillOfMaterials {

    private BillOfMaterials() {}

    /**
     * Writes it.
     *
     * @param files of the archive for the platform
     * @param description what the distribution is; may be empty
     */
    static String write(DistributionLock lock, String platform, String description, List<PackagedFile> files) {
        ObjectNode root = JsonText.object();
        root.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        root.put("bomFormat", "CycloneDX").put("specVersion", "1.6");
        String identity = LockWriter.write(lock) + platform;
        root.put("serialNumber",
                "urn:uuid:" + UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)));
        root.put("version", 1);
        metadata(root.putObject("metadata"), lock, platform, description);
        ArrayNode components = root.putArray("components");
        files.stream().filter(file -> file.path().endsWith(".jar"))
                .forEach(jar -> library(components.addObject(), jar));
        lock.java().ifPresent(java -> components.addObject().put("type", "platform").put("bom-ref", "runtime")
                .put("name", "Java").put("version", java.version()));
        return JsonText.of(root);
    }

    private static void metadata(ObjectNode node, DistributionLock lock, String platform, String description) {
        node.put("timestamp", lock.timestamp());
        node.putObject("tools").putArray("components").addObject().put("type", "application").put("name", "moduli")
                .put("version", lock.moduli());
        ObjectNode component = node.putObject("component");
        component.put("type", "application").put("bom-ref", lock.name() + "@" + lock.version())
                .put("name", lock.name()).put("version", lock.version());
        if (!description.isEmpty()) {
            component.put("description", description);
        }
        component.putArray("properties").addObject().put("name", "moduli:platform").put("value", platform);
    }

    private static void library(ObjectNode component, PackagedFile jar) {
        JarDescription description = JarDescription.read(jar.file());
        Optional<MavenCoordinates> coordinates = jar.coordinates().map(MavenCoordinates::parse);
        component.put("type", "library").put("bom-ref", jar.path());
        coordinates.ifPresent(known -> component.put("group", known.group()));
        component.put("name", coordinates.map(MavenCoordinates::artifact).orElse(jar.fileName()));
        coordinates.ifPresent(known -> component.put("version", known.version()));
        component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", jar.sha256());
        if (!description.licences().isEmpty()) {
            ArrayNode licences = component.putArray("licenses");
            for (JarDescription.Licence licence : description.licences()) {
                ObjectNode node = licences.addObject().putObject("license").put("name", licence.name());
                licence.address().ifPresent(address -> node.put("url", address));
            }
        }
        coordinates.ifPresent(known -> component.put("purl", packageAddress(known)));
        component.putObject("evidence").putArray("occurrences").addObject().put("location", jar.path());
    }

    /** The package URL of an artifact. */
    private static String packageAddress(MavenCoordinates artifact) {
        String classifier = artifact.classifier().map(name -> "classifier=" + encode(name) + "&").orElse("");
        return "pkg:maven/%s/%s@%s?%stype=%s".formatted(encode(artifact.group()), encode(artifact.artifact()),
                encode(artifact.version()), classifier, encode(artifact.extension()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
