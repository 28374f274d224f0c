package io.moduli.api.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.moduli.api.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the api to the signatures that its version stands for; {@code -Dmoduli.signatures.update=true} renews them. */
class ApiSignaturesTest {

    private static final Path FILE = Path.of("api-signatures.txt");
    private static final Pattern VERSION = Pattern.compile("io\\.moduli\\.api;version=\"([0-9.]+)\"");

    @Test
    void theApiIsWhatItsVersionStandsFor() throws Exception {
        Path classes = Path.of(Plugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        SignatureFile now = new SignatureFile(version(classes),
                ApiSignatures.in(classes, Plugin.class.getClassLoader()));
        SignatureFile kept = Files.exists(FILE) ? SignatureFile.parse(Files.readAllLines(FILE)) : now;
        List<ApiChange> changes = ApiChange.between(kept.types(), now.types());
        String least = kept.versionAfter(changes);

        if (!SignatureFile.isAtLeast(now.version(), least)) {
            fail("The api differs from version %s that %s has:%n%s%nSo moduli.api.version in the root pom.xml must be at "
                    .formatted(kept.version(), FILE, text(changes))
                    + "least %s, but is %s. Raise it, then run%n  mvn -pl api verify -Dmoduli.signatures.update=true"
                            .formatted(least, now.version()));
        }
        if (Boolean.getBoolean("moduli.signatures.update")) {
            Files.writeString(FILE, now.render());
        } else if (!changes.isEmpty() || !kept.version().equals(now.version()) || !Files.exists(FILE)) {
            fail("%s has version %s, the api is %s now:%n%s%nRenew it with%n".formatted(FILE, kept.version(),
                    now.version(), text(changes))
                    + "  mvn -pl api verify -Dmoduli.signatures.update=true".formatted());
        }
    }

    private static String text(List<ApiChange> changes) {
        return changes.isEmpty() ? "  no signature differs" : changes.stream()
                .map(change -> "  %s %s".formatted(change.weight().name().toLowerCase(Locale.ROOT),
                        change.text()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** The version that the api's own manifest exports its packages in, which is what hosts compare. */
    private static String version(Path classes) throws IOException {
        try (InputStream stream = Files.newInputStream(classes.resolve("META-INF/MANIFEST.MF"))) {
            String exports = new Manifest(stream).getMainAttributes().getValue("Export-Package");
            Matcher version = VERSION.matcher(exports);
            assertThat(version.find()).as(exports).isTrue();
            return version.group(1);
        }
    }
}
