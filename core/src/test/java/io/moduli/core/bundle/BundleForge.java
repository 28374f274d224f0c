package io.moduli.core.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Makes bundles in memory. Left alone, a forged bundle is sound: its plugin has the bundle's name as id and offers one
 * inhibitor of that name, the square of the distance. Tests change what they want to see broken.
 */
public final class BundleForge {

    /** What messages say of the api's version, which is raised with the api. */
    static final String API_VERSION = HostPackages.ofHost().apiVersions().get("io.moduli.api").toString();

    private static final String SERVICE = "META-INF/services/io.moduli.api.Plugin";

    private final String name;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> sources = new TreeMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<String> dropped = new ArrayList<>();
    private String id;
    private String constructor = "";
    private String factories;
    private String members = "";

    private BundleForge(String name) {
        this.name = name;
        id = name;
        factories = "java.util.List.of(ComponentFactory.of(\"" + name + "\", S.class, (S s) -> s))";
        headers.put("Manifest-Version", "1.0");
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", name);
        headers.put("Bundle-Version", "1.2.3");
        headers.put("Bundle-Name", "A bundle");
        headers.put("Bundle-Description", "For tests");
        headers.put("Import-Package",
                "io.moduli.api;version=\"[2.0,3)\",io.moduli.api.geometry;version=\"[2.0,3)\"");
        headers.put("Provide-Capability", "osgi.serviceloader;osgi.serviceloader=\"io.moduli.api.Plugin\"");
        entries.put(SERVICE, (type() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A sound bundle of lower-case letters. */
    public static BundleForge bundle(String name) {
        return new BundleForge(name);
    }

    /** The name of the plugin's class. */
    public String type() {
        return name + ".P";
    }

    /** Sets a header of the manifest. */
    public BundleForge header(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Leaves a header out. */
    public BundleForge without(String header) {
        headers.remove(header);
        return this;
    }

    /** Adds packages to those that the bundle imports. */
    public BundleForge imports(String clauses) {
        return header("Import-Package", headers.get("Import-Package") + "," + clauses);
    }

    public BundleForge id(String other) {
        id = other;
        return this;
    }

    /** The statements of the plugin's constructor. */
    public BundleForge constructor(String statements) {
        constructor = statements;
        return this;
    }

    /** The expression for the plugin's list of inhibitors. */
    public BundleForge inhibitors(String expression) {
        factories = expression;
        return this;
    }

    /** More members of the plugin's class. */
    public BundleForge members(String java) {
        members += java;
        return this;
    }

    /** Adds a source file, or takes the place of the plugin's. */
    public BundleForge source(String type, String java) {
        sources.put(type, java);
        return this;
    }

    /** Adds a file to the jar, or takes the place of one. */
    public BundleForge entry(String path, byte[] bytes) {
        entries.put(path, bytes);
        return this;
    }

    public BundleForge service(String text) {
        return entry(SERVICE, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Leaves a file out of the jar although it was compiled. */
    public BundleForge drop(String path) {
        dropped.add(path);
        return this;
    }

    /** Writes the jar into a folder of the bundle's name. */
    public Path into(Path plugins) throws IOException {
        return write(plugins.resolve(name).resolve(name + ".jar"));
    }

    /** Writes the jar. */
    public Path write(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        return write(jar, files());
    }

    /** The files of the jar, the manifest first. */
    public Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("META-INF/MANIFEST.MF", manifest());
        Map<String, String> all = new TreeMap<>(sources);
        all.putIfAbsent(type(), """
                package %s;
                import io.moduli.api.*;
                import io.moduli.api.geometry.*;
                public final class P implements Plugin {
                    public record S() implements Inhibitor {
                        public double value(double distance) { return distance * distance; }
                        public double derivative(double distance) { return 2 * distance; }
                    }
                    public P() { %s }
                    public String id() { return "%s"; }
                    public java.util.List<ComponentFactory<?, ? extends Inhibitor>> inhibitors() { return %s; }
                    %s
                }
                """.formatted(name, constructor, id, factories, members));
        files.putAll(compile(all));
        files.putAll(entries);
        dropped.forEach(files::remove);
        return files;
    }

    private byte[] manifest() {
        StringBuilder text = new StringBuilder();
        headers.forEach((header, value) -> {
            String line = header + ": " + value;
            while (line.length() > 70) {
                text.append(line, 0, 70).append("\r\n");
                line = " " + line.substring(70);
            }
            text.append(line).append("\r\n");
        });
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a jar of these files, in their order. */
    public static Path write(Path jar, Map<String, byte[]> files) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar); ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }

    /** Compiles sources, by the names of their classes, into class files, by their paths. */
    public static Map<String, byte[]> compile(Map<String, String> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((type, java) -> units.add(new Source(type, java)));
        StringWriter complaints = new StringWriter();
        try (Classes classes = new Classes(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8))) {
            List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
            if (!compiler.getTask(complaints, classes, null, options, null, units).call()) {
                throw new IllegalArgumentException(complaints.toString());
            }
            Map<String, byte[]> files = new TreeMap<>();
            classes.compiled.forEach((type, bytes) -> files.put(type.replace('.', '/') + ".class",
                    bytes.toByteArray()));
            return files;
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String java;

        Source(String type, String java) {
            super(URI.create("memory:///" + type.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.java = java;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return java;
        }
    }

    private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> compiled = new TreeMap<>();

        Classes(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String type, JavaFileObject.Kind kind,
                FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + type.replace('.', '/') + kind.extension), kind) {

                @Override
                public OutputStream openOutputStream() {
                    return compiled.computeIfAbsent(type, _ -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
