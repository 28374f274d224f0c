package io.moduli.core.plugin;

import io.moduli.api.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.regex.Pattern;

/** The files in which jars name their plugins, searched to determine which jar a failure of the service loader is about. */
final class ServiceFiles {

    private static final String NAME = "META-INF/services/" + Plugin.class.getName();

    private final ClassLoader classLoader;

    ServiceFiles(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    /** The jar or folder whose service file names a class that a message mentions; empty if there is none. */
    String locate(String message) {
        String dotted = message.replace('/', '.');
        for (URL file : files()) {
            if (namesClassIn(file, dotted)) {
                String place = file.toString().replaceFirst("^jar:", "").replaceFirst("^file:", "");
                return place.replaceFirst("!?/" + NAME + "$", "");
            }
        }
        return "";
    }

    private Iterable<URL> files() {
        try {
            Enumeration<URL> found = classLoader.getResources(NAME);
            return Collections.list(found);
        } catch (IOException e) {
            // The service loader has already reported the same failure; here we only miss the jar's name.
            return Collections.emptyList();
        }
    }

    private static boolean namesClassIn(URL file, String message) {
        try (InputStream stream = opened(file)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(line -> line.replaceFirst("#.*", "").strip())
                    .anyMatch(name -> !name.isEmpty() && names(message, name));
        } catch (IOException e) {
            return false;
        }
    }

    /** A cached connection would keep the jar open for as long as the process runs. */
    private static InputStream opened(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    /** Whether a message mentions this class, and not one whose name merely begins or ends the same way. */
    private static boolean names(String message, String className) {
        return Pattern.compile("(?<![\\w.$])" + Pattern.quote(className) + "(?![\\w$])").matcher(message).find();
    }
}
