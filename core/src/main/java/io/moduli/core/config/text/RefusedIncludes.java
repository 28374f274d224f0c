package io.moduli.core.config.text;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;

/** For values outside of files: the library's own includer would silently include nothing. */
final class RefusedIncludes
        implements
        ConfigIncluder,
        ConfigIncluderFile,
        ConfigIncluderClasspath,
        ConfigIncluderURL {

    @Override
    public ConfigObject include(ConfigIncludeContext context, String name) {
        throw refusal(name);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File file) {
        throw refusal(file.getPath());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String name) {
        throw refusal(name);
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL url) {
        throw refusal(url.toString());
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    private static ConfigException refusal(String name) {
        return new ConfigException.Generic("\"" + name + "\" can only be included in a file");
    }
}
