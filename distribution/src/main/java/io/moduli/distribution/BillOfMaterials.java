package io.moduli.distribution;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import com.github.packageurl.PackageURLBuilder;
import io.moduli.core.report.page.EmbeddedLibrary;
import io.moduli.distribution.DistributionLock.LockedArtifact;
import io.moduli.distribution.DistributionLock.LockedFile;
import io.moduli.distribution.DistributionLock.LockedJava;
import io.moduli.repository.MavenCoordinates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Evidence;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.OrganizationalEntity;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.component.evidence.Occurrence;
import org.cyclonedx.model.metadata.ToolInformation;
import org.jspecify.annotations.Nullable;

/**
 * Writes the bill of materials of an archive, in JSON as defined by CycloneDX 1.6 (ECMA-424): every jar and, if it is
 * included, Java, with their licences and dependencies; and the libraries embedded in core's jar. It depends only on
 * the lock and this version of Moduli.
 */
final class BillOfMaterials {

    static final String JAVA = "runtime";

    /** The artifact that contains {@link EmbeddedLibrary embedded libraries}. */
    private static final String CORE = "io.moduli:moduli-core";

    private BillOfMaterials() {}

    /**
     * Writes the bill.
     *
     * @param platform the platform of the archive
     * @param description the description of the distribution; may be empty
     */
    static String write(DistributionLock lock, String platform, String description) {
        List<LockedFile> jars = lock.files().stream().filter(file -> file.path().endsWith(".jar"))
                .filter(file -> file.platform().isEmpty() || file.platform().equals(Optional.of(platform))).toList();
        Bom bill = new Bom();
        String identity = LockWriter.write(lock) + platform;
        bill.setSerialNumber("urn:uuid:" + UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)));
        bill.setVersion(1);
        Component subject = subject(lock, platform, description);
        bill.setMetadata(metadata(lock, subject));
        Licences licences = new Licences();
        List<Component> components = new ArrayList<>(jars.stream().map(jar -> library(jar, licences)).toList());
        lock.java().ifPresent(java -> components.add(java(java)));
        bill.setComponents(components);
        bill.setDependencies(new DependencyGraph(jars, lock.java().isPresent()).of(subject.getBomRef()));
        try {
            return BomGeneratorFactory.createJson(Version.VERSION_16, bill).toJsonString().replace("\r\n", "\n") + "\n";
        } catch (GeneratorException e) {
            throw new IllegalStateException("a bill of texts and numbers can be written", e);
        }
    }

    private static Component subject(DistributionLock lock, String platform, String description) {
        Component subject = component(Component.Type.APPLICATION, lock.name(), lock.version());
        subject.setBomRef(lock.name() + "@" + lock.version());
        if (!description.isEmpty()) {
            subject.setDescription(description);
        }
        subject.addProperty(new Property("moduli:platform", platform));
        return subject;
    }

    private static Metadata metadata(DistributionLock lock, Component subject) {
        ToolInformation tool = new ToolInformation();
        tool.setComponents(List.of(component(Component.Type.APPLICATION, "moduli", lock.moduli())));
        Metadata metadata = new Metadata();
        metadata.setTimestamp(Date.from(Instant.parse(lock.timestamp())));
        metadata.setToolChoice(tool);
        metadata.setComponent(subject);
        return metadata;
    }

    private static Component library(LockedFile jar, Licences licences) {
        Optional<MavenCoordinates> coordinates = jar.coordinates().map(MavenCoordinates::parse);
        String fileName = jar.path().substring(jar.path().lastIndexOf('/') + 1);
        Component library = component(Component.Type.LIBRARY,
                coordinates.map(MavenCoordinates::artifact).orElse(fileName),
                coordinates.map(MavenCoordinates::version).orElse(null));
        library.setBomRef(jar.path());
        coordinates.ifPresent(known -> {
            library.setGroup(known.group());
            library.setPurl(address(known));
            if (known.unversioned().equals(CORE)) {
                library.setComponents(EmbeddedLibrary.all().stream().map(one -> embedded(one, jar.path())).toList());
            }
        });
        library.addHash(new Hash(Hash.Algorithm.SHA_256, jar.sha256()));
        jar.artifact().map(LockedArtifact::description).flatMap(artifact -> licences.of(artifact.licences()))
                .ifPresent(library::setLicenses);
        Occurrence place = new Occurrence();
        place.setLocation(jar.path());
        Evidence evidence = new Evidence();
        evidence.addOccurrence(place);
        library.setEvidence(evidence);
        return library;
    }

    private static Component embedded(EmbeddedLibrary library, String jar) {
        Component component = component(Component.Type.LIBRARY, library.name(), library.version());
        component.setGroup(library.scope());
        component.setBomRef(jar + "#" + library.name());
        component.setPurl(build(PackageURLBuilder.aPackageURL().withType(PackageURL.StandardTypes.NPM)
                .withNamespace(library.scope()).withName(library.name()).withVersion(library.version())));
        component.setLicenses(Licences.expression(library.licence()));
        component.addHash(new Hash(Hash.Algorithm.SHA_256, library.sha256()));
        return component;
    }

    private static Component java(LockedJava java) {
        Component runtime = component(Component.Type.PLATFORM, "OpenJDK", java.version());
        runtime.setBomRef(JAVA);
        OrganizationalEntity supplier = new OrganizationalEntity();
        supplier.setName(java.vendor());
        runtime.setSupplier(supplier);
        runtime.setPurl(build(PackageURLBuilder.aPackageURL().withType(PackageURL.StandardTypes.GENERIC)
                .withName("openjdk").withVersion(java.version())));
        java.licence().map(Licences::expression).ifPresent(runtime::setLicenses);
        runtime.addHash(new Hash(Hash.Algorithm.SHA_256, java.sha256()));
        return runtime;
    }

    private static Component component(Component.Type type, String name, @Nullable String version) {
        Component component = new Component();
        component.setType(type);
        component.setName(name);
        component.setVersion(version);
        return component;
    }

    /** The package URL of an artifact. */
    private static PackageURL address(MavenCoordinates artifact) {
        PackageURLBuilder address = PackageURLBuilder.aPackageURL().withType(PackageURL.StandardTypes.MAVEN)
                .withNamespace(artifact.group()).withName(artifact.artifact()).withVersion(artifact.version())
                .withQualifier("type", artifact.extension());
        artifact.classifier().ifPresent(classifier -> address.withQualifier("classifier", classifier));
        return build(address);
    }

    private static PackageURL build(PackageURLBuilder address) {
        try {
            return address.build();
        } catch (MalformedPackageURLException e) {
            throw new IllegalStateException("names and versions of artifacts make package URLs", e);
        }
    }
}
