package io.moduli.distribution;

import io.moduli.api.settings.Description;
import io.moduli.api.settings.SettingException;
import io.moduli.repository.MavenCoordinates;
import java.nio.file.Path;
import java.util.Optional;

/** Where a plugin of a distribution comes from. */
public sealed interface PluginSource {

    /** One that the building Moduli has. */
    @Description("A plugin of the Moduli that builds, as \"moduli plugins\" lists them")
    record Bundled(
            @Description("Its folder under plugins/, such as moduli-standard; by default all of them") Optional<String> id)
            implements
            PluginSource {
    }

    /** A jar. */
    @Description("A plugin whose jar is all that it needs")
    record File(@Description("The jar") Path path) implements PluginSource {
    }

    /** A folder of jars. */
    @Description("A plugin with its libraries")
    record Folder(@Description("A folder with the plugin's jar and those of its libraries") Path path)
            implements
            PluginSource {
    }

    /** An artifact of a Maven repository, with its dependencies. */
    @Description("A plugin from a Maven repository, with the libraries that it depends on")
    record Coordinates(
            @Description("group:artifact:version, where the version may be a range such as [1.0,2.0), of which the highest is taken") String coordinates)
            implements
            PluginSource {

        public Coordinates {
            try {
                MavenCoordinates.parse(coordinates);
            } catch (IllegalArgumentException e) {
                throw new SettingException("coordinates", String.valueOf(e.getMessage()));
            }
        }
    }
}
