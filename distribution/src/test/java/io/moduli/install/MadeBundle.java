package io.moduli.install;

import io.moduli.core.bundle.BundleForge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A plugin that is compiled here, with one moduli space.
 *
 * @param name the bundle's symbolic name and the plugin's id
 * @param version of the bundle
 * @param space the name of the space
 * @param distance an expression for the distance of two points on a ring, of {@code d}, {@code a} and {@code b}
 * @param files more entries of the jar, by name
 */
public record MadeBundle(String name, String version, String space, String distance, Map<String, String> files) {

    /** A sound one: its space is a ring. */
    public static MadeBundle of(String name, String version) {
        return new MadeBundle(name, version, name, "d", Map.of());
    }

    /** The same with another name for its space. */
    public MadeBundle space(String other) {
        return new MadeBundle(name, version, other, distance, files);
    }

    /** The same with another distance. */
    public MadeBundle distance(String expression) {
        return new MadeBundle(name, version, space, expression, files);
    }

    /** The same with one more entry in its jar. */
    public MadeBundle file(String entry, String content) {
        Map<String, String> more = new LinkedHashMap<>(files);
        more.put(entry, content);
        return new MadeBundle(name, version, space, distance, more);
    }

    /** Writes its jar, called by name and version. */
    public Path jar(Path folder) {
        try {
            BundleForge forge = BundleForge.bundle(name).header("Bundle-Version", version)
                    .source(name + ".P", source());
            files.forEach((entry, content) -> forge.entry(entry, content.getBytes(StandardCharsets.UTF_8)));
            return forge.write(folder.resolve(name + "-" + version + ".jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String source() {
        return """
                package %s;

                import io.moduli.api.*;
                import io.moduli.api.geometry.ModuliSpace;
                import io.moduli.api.settings.Default;
                import java.util.List;
                import java.util.function.Function;
                import java.util.random.RandomGenerator;

                public final class P implements Plugin {
                    public String id() { return "%s"; }
                    public List<ComponentFactory<?, ? extends ModuliSpace>> moduliSpaces() {
                        return List.of(ComponentFactory.of("%s", Ring.class, Function.<Ring>identity()));
                    }
                    public record Ring(@Default("10") double length) implements ModuliSpace {
                        public int coordinates() { return 1; }
                        public void sample(RandomGenerator random, double[] point) { point[0] = random.nextDouble(length); }
                        public double distance(double[] a, double[] b) {
                            double straight = Math.abs(a[0] - b[0]);
                            double d = Math.min(straight, length - straight);
                            return %s;
                        }
                        public void gradient(double[] a, double[] b, double[] out) {
                            double difference = a[0] - b[0];
                            double away = Math.abs(difference) < length / 2 ? difference : -difference;
                            out[0] = Math.signum(away);
                        }
                        public void move(double[] point, double[] tangent) {
                            double moved = (point[0] + tangent[0]) %% length;
                            point[0] = moved < 0 ? moved + length : moved;
                        }
                        public double diameter() { return length / 2; }
                        public double[] embed(double[] point) {
                            double angle = 2 * Math.PI * point[0] / length;
                            return new double[]{Math.cos(angle), Math.sin(angle)};
                        }
                    }
                }

                final class Later {}
                """
                .formatted(name, name, space, distance);
    }

    /** What is in a folder, by name, hidden files and all; nothing where there is none. */
    public static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
