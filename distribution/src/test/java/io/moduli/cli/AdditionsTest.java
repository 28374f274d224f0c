package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdditionsTest {

    @TempDir
    private Path home;

    @Test
    void jarsOfTheFolderAreSeenAndThoseOfFoldersWithinAreNot() throws IOException {
        jar(home.resolve("additions/engine.jar"), "of-the-engine");
        jar(home.resolve("additions/spark/spark-core.jar"), "of-spark");

        ClassLoader classPath = Additions.classPath(console(Optional.of(home)));

        URL found = classPath.getResource("of-the-engine");
        assertThat(found).isNotNull();
        assertThat(classPath.getResource("of-spark")).isNull();
        assertThat(classPath.getParent()).isSameAs(AdditionsTest.class.getClassLoader());
    }

    @Test
    void withoutAdditionsThereAreTheCommandsOwnClasses() throws IOException {
        assertThat(Additions.classPath(console(Optional.of(home)))).isSameAs(AdditionsTest.class.getClassLoader());
        assertThat(Additions.classPath(console(Optional.empty()))).isSameAs(AdditionsTest.class.getClassLoader());
    }

    private static void jar(Path file, String entry) throws IOException {
        Files.createDirectories(file.getParent());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new ZipEntry(entry));
        }
    }

    private static Console console(Optional<Path> home) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Console(nowhere, nowhere, OptionalInt.empty(), Path.of(""), AdditionsTest.class.getClassLoader(),
                home);
    }
}
