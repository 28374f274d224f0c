package io.moduli.distribution;

import io.moduli.repository.ArtifactDescription;
import io.moduli.repository.ArtifactDescription.Licence;
import io.moduli.repository.MavenCoordinates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;
import org.osgi.framework.Constants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a jar tells of itself.
 *
 * @param coordinates of its Maven artifact; empty if it does not tell, or tells of several
 * @param artifact what its pom says without its parents, and the licences of its manifest where that names none
 */
record JarDescription(Optional<MavenCoordinates> coordinates, ArtifactDescription artifact) {

    private static final String MAVEN = "META-INF/maven/";
    private static final String PROPERTIES = "/pom.properties";
    private static final JarDescription NOTHING = new JarDescription(Optional.empty(), ArtifactDescription.NOTHING);
    private static final Set<String> AT_RUNTIME = Set.of("compile", "runtime");

    /** A jar that cannot be read tells nothing; what is wrong with it shows when it is loaded. */
    static JarDescription read(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Optional<MavenCoordinates> coordinates = coordinates(jar, file.getFileName().toString());
            ArtifactDescription pom = coordinates.isPresent()
                    ? pom(jar, coordinates.get())
                    : ArtifactDescription.NOTHING;
            return new JarDescription(coordinates, pom.orUnder(manifestLicences(jar)));
        } catch (IOException | IllegalArgumentException e) {
            return NOTHING;
        }
    }

    /** Libraries that took others in have the others' poms, too. */
    private static Optional<MavenCoordinates> coordinates(JarFile jar, String fileName) throws IOException {
        List<MavenCoordinates> all = new ArrayList<>();
        List<ZipEntry> entries = jar.stream().map(ZipEntry.class::cast)
                .filter(entry -> entry.getName().startsWith(MAVEN) && entry.getName().endsWith(PROPERTIES)).toList();
        for (ZipEntry entry : entries) {
            Properties pom = new Properties();
            try (InputStream stream = jar.getInputStream(entry)) {
                pom.load(stream);
            }
            all.add(new MavenCoordinates(pom.getProperty("groupId", ""), pom.getProperty("artifactId", ""), "jar",
                    Optional.empty(), pom.getProperty("version", "")));
        }
        if (all.size() == 1) {
            return Optional.of(all.getFirst());
        }
        return all.stream().filter(found -> fileName.equals(HostLibrary.fileName(found))).findFirst();
    }

    private static ArtifactDescription pom(JarFile jar, MavenCoordinates coordinates) throws IOException {
        ZipEntry pom = jar.getEntry(MAVEN + coordinates.group() + "/" + coordinates.artifact() + "/pom.xml");
        if (pom == null) {
            return ArtifactDescription.NOTHING;
        }
        try (InputStream stream = jar.getInputStream(pom)) {
            Element project = document(stream).getDocumentElement();
            List<Licence> licences = new ArrayList<>();
            for (Element licence : children(project, "licenses", "license")) {
                text(licence, "name").ifPresent(name -> licences.add(new Licence(name, text(licence, "url"))));
            }
            List<String> needs = children(project, "dependencies", "dependency").stream()
                    .filter(dependency -> AT_RUNTIME.contains(text(dependency, "scope").orElse("compile"))
                            && !text(dependency, "optional").equals(Optional.of("true")))
                    .map(dependency -> text(dependency, "groupId").orElse("") + ":"
                            + text(dependency, "artifactId").orElse(""))
                    .distinct().sorted().toList();
            return new ArtifactDescription(licences, needs);
        } catch (SAXException | ParserConfigurationException e) {
            return ArtifactDescription.NOTHING;
        }
    }

    private static Document document(InputStream stream)
            throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setExpandEntityReferences(false);
        return factory.newDocumentBuilder().parse(stream);
    }

    private static List<Element> children(Element element, String... path) {
        List<Element> found = List.of(element);
        for (String name : path) {
            List<Element> below = new ArrayList<>();
            for (Element parent : found) {
                NodeList nodes = parent.getChildNodes();
                for (int index = 0; index < nodes.getLength(); index++) {
                    Node node = nodes.item(index);
                    if (node instanceof Element child && child.getTagName().equals(name)) {
                        below.add(child);
                    }
                }
            }
            found = below;
        }
        return found;
    }

    private static Optional<String> text(Element element, String name) {
        return children(element, name).stream().map(child -> child.getTextContent().strip())
                .filter(text -> !text.isEmpty()).findFirst();
    }

    private static List<Licence> manifestLicences(JarFile jar) throws IOException {
        Manifest manifest = jar.getManifest();
        String header = manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_LICENSE);
        List<Licence> licences = new ArrayList<>();
        if (header != null) {
            for (Clause clause : Parser.parseHeader(header)) {
                licences.add(new Licence(clause.getName().replace("\"", ""),
                        Optional.ofNullable(clause.getAttribute("link"))));
            }
        }
        return licences;
    }
}
