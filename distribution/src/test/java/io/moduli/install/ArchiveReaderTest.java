package io.moduli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {

    private static final BundleLimits SMALL = new BundleLimits(5, 1000, 1500, 100);

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(folder.resolve("outer/root"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ring.zip", "ring.tar.gz", "RING.TGZ"})
    void filesComeOutAsTheyWentIn(String name) throws Exception {
        unpack(archive(name, List.of("ring/a.jar", "ring/docs/b.txt")));

        assertThat(root.resolve("ring/a.jar")).hasContent("ring/a.jar");
        assertThat(root.resolve("ring/docs/b.txt")).hasContent("ring/docs/b.txt");
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void hostileNamesAreRefusedAndNothingIsWrittenOutside(String archive, List<String> entries, String message)
            throws Exception {
        Path file = archive(archive, entries);

        assertThatThrownBy(() -> unpack(file)).isInstanceOf(InstallException.class).hasMessage(message);
        assertThat(MadeBundle.names(root.resolve(".."))).containsExactly("root");
    }

    static Stream<Arguments> hostileNames() {
        List<Arguments> cases = new ArrayList<>();
        for (String archive : List.of("evil.zip", "evil.tar.gz")) {
            Map.of("../evil.jar", "leads out of the folder", "a/../../evil.jar", "leads out of the folder", //
                    "/tmp/evil.jar", "is absolute", "C:/evil.jar", "has a character that no file name should have", //
                    "nul.jar", "is what Windows calls a device")
                    .forEach((name, why) -> cases.add(
                            Arguments.of(archive, List.of("ring.jar", name), "its entry \"" + name + "\" " + why)));
            // the name of a zip's entry comes with slashes already
            cases.add(Arguments.of(archive, List.of("..\\evil.jar"), archive.endsWith("zip")
                    ? "its entry \"../evil.jar\" leads out of the folder"
                    : "its entry \"..\\evil.jar\" has a character that no file name should have"));
            cases.add(Arguments.of(archive, List.of("ring.jar", "ring.jar"), "it has \"ring.jar\" twice"));
            cases.add(Arguments.of(archive, List.of("./ring.jar", "ring.jar"), "it has \"ring.jar\" twice"));
            cases.add(Arguments.of(archive, List.of("ring.jar", "Ring.jar"),
                    "it has \"ring.jar\" and \"Ring.jar\", which some systems take for one file"));
            cases.add(Arguments.of(archive, List.of("lib/a.jar", "LIB/b.jar"),
                    "it has \"lib\" and \"LIB\", which some systems take for one file"));
            cases.add(Arguments.of(archive, List.of("\u00e9.jar", "e\u0301.jar"),
                    "it has \"\u00e9.jar\" and \"e\u0301.jar\", which some systems take for one file"));
            cases.add(Arguments.of(archive, List.of("a", "a/b.jar"), "it has \"a\" twice"));
            cases.add(Arguments.of(archive, List.of("a/b.jar", "a"), "it has \"a\" twice"));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK})
    void linksInATarAreRefused(byte type) throws Exception {
        Path file = tar(tar -> {
            TarArchiveEntry link = new TarArchiveEntry("out", type);
            link.setLinkName("../..");
            put(tar, link, new byte[0]);
            put(tar, new TarArchiveEntry("out/evil.jar"), new byte[] {1});
        });

        assertThatThrownBy(() -> unpack(file)).isInstanceOf(InstallException.class)
                .hasMessage("its entry \"out\" is a link; put the file itself there");
        assertThat(MadeBundle.names(root)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_FIFO, TarConstants.LF_CHR, TarConstants.LF_BLK})
    void whatIsNoPlainFileIsRefused(byte type) throws Exception {
        Path file = tar(tar -> put(tar, new TarArchiveEntry("odd", type), new byte[0]));

        assertThatThrownBy(() -> unpack(file)).isInstanceOf(InstallException.class)
                .hasMessage("its entry \"odd\" is not a plain file");
    }

    @Test
    void aSymbolicLinkInAZipIsRefused() throws Exception {
        Path file = zip(zip -> {
            ZipArchiveEntry link = new ZipArchiveEntry("out");
            link.setUnixMode(0120777);
            put(zip, link, "/etc/passwd".getBytes(StandardCharsets.UTF_8));
        });

        assertThatThrownBy(() -> unpack(file)).hasMessage("its entry \"out\" is a link; put the file itself there");
    }

    @Test
    void aZipThatIsPackedInAnUncommonWayIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(archive("sound.zip", List.of("a.jar")));
        int central = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        for (int zstandard : List.of(8, central + 10)) {
            bytes[zstandard] = 93;
        }
        Path file = Files.write(folder.resolve("zstandard.zip"), bytes);

        assertThatThrownBy(() -> unpack(file)).isInstanceOf(InstallException.class)
                .hasMessage("its entry \"a.jar\" is encrypted or packed in an uncommon way");
    }

    @Test
    void limitsHoldForOneFileForAllForTheirNumber() throws Exception {
        Path long1 = zip(zip -> put(zip, new ZipArchiveEntry("a"), new byte[1001]));
        assertThatThrownBy(() -> unpack(long1, SMALL)).hasMessage("its \"a\" is longer than 1000 bytes");
        Path long2 = zip(zip -> {
            put(zip, new ZipArchiveEntry("b"), new byte[900]);
            put(zip, new ZipArchiveEntry("c"), new byte[900]);
        });
        assertThatThrownBy(() -> unpack(long2, SMALL)).hasMessage("its files are longer than 1500 bytes together");
        Path many = zip(zip -> {
            for (int k = 0; k < 3; k++) {
                put(zip, new ZipArchiveEntry("d" + k + "/e"), new byte[0]);
            }
        });
        assertThatThrownBy(() -> unpack(many, SMALL)).hasMessage("it has more than 5 files");
    }

    @Test
    void whatUnpacksWithoutEndIsRefusedEarly() throws Exception {
        Path bomb = tar(tar -> put(tar, new TarArchiveEntry("zeros"), new byte[64 << 20]));
        assertThat(Files.size(bomb)).isLessThan(100_000);

        assertThatThrownBy(() -> unpack(bomb))
                .hasMessage("its files are more than 100 times as long as the archive itself");
        assertThat(Files.size(root.resolve("zeros"))).isLessThan(17 << 20);
    }

    @Test
    void anArchiveThatIsDamagedAnywhereIsReadOrRefusedButNeverEscapes() throws Exception {
        Random random = new Random(1);
        for (String name : List.of("x.zip", "x.tar.gz")) {
            byte[] sound = Files.readAllBytes(archive(name, List.of("ring/a.jar", "ring/b.jar")));
            for (int round = 0; round < 300; round++) {
                byte[] damaged = sound.clone();
                for (int k = 0; k < 1 + round % 3; k++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                Path file = Files.write(folder.resolve("damaged-" + name), damaged);
                Path place = Files.createDirectories(folder.resolve("places/" + name + round + "/root"));
                try {
                    ArchiveReader.unpack(file, new StagedFiles(place));
                } catch (InstallException refused) {
                    assertThat(refused.getMessage()).startsWith("it");
                }
                assertThat(MadeBundle.names(place.resolve(".."))).containsExactly("root");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut.zip", "cut.tar.gz"})
    void anArchiveThatIsCutShortIsRefused(String name) throws Exception {
        byte[] whole = Files.readAllBytes(archive(name, List.of("ring/a.jar")));
        for (int length = 0; length < whole.length; length += 7) {
            Path cut = Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
            Path place = Files.createDirectories(folder.resolve("cut" + length));
            StagedFiles files = new StagedFiles(place);

            assertThatThrownBy(() -> ArchiveReader.unpack(cut, files)).isInstanceOf(InstallException.class)
                    .hasMessageStartingWith("it");
        }
    }

    private void unpack(Path archive) throws IOException, InstallException {
        ArchiveReader.unpack(archive, new StagedFiles(root));
    }

    private void unpack(Path archive, BundleLimits limits) throws IOException, InstallException {
        Path place = Files.createTempDirectory(folder, "limited");
        ArchiveReader.unpack(archive, new StagedFiles(place, limits, Files::newOutputStream));
    }

    /** Each file holds its own name. */
    private Path archive(String name, List<String> entries) throws IOException {
        Path file = name.toLowerCase(Locale.ROOT).endsWith(".zip")
                ? zip(zip -> entries.forEach(entry -> put(zip, new ZipArchiveEntry(entry), bytes(entry))))
                : tar(tar -> entries.forEach(entry -> put(tar, new TarArchiveEntry(entry, true), bytes(entry))));
        return Files.move(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path zip(Consumer<ZipArchiveOutputStream> content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            content.accept(zip);
        }
        return Files.write(Files.createTempFile(folder, "made", ".zip"), bytes.toByteArray());
    }

    private Path tar(Consumer<TarArchiveOutputStream> content) throws IOException {
        Path file = Files.createTempFile(folder, "made", ".tar.gz");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(packed, "UTF-8")) {
            content.accept(tar);
        }
        return file;
    }

    private static void put(ZipArchiveOutputStream zip, ZipArchiveEntry entry, byte[] content) {
        try {
            zip.putArchiveEntry(entry);
            zip.write(content);
            zip.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content) {
        try {
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
