package io.moduli.distribution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moduli.distribution.DistributionLock.LockedArtifact;
import io.moduli.distribution.DistributionLock.LockedFile;
import io.moduli.distribution.DistributionLock.LockedJava;
import io.moduli.distribution.DistributionLock.LockedLicence;
import io.moduli.distribution.DistributionLock.LockedPlugin;
import java.util.Locale;

/** Writes a lock as JSON, which is HOCON, too; equal locks give equal texts. */
final class LockWriter {

    private LockWriter() {}

    static String write(DistributionLock lock) {
        ObjectNode root = JsonText.object();
        root.put("format", lock.format()).put("name", lock.name()).put("version", lock.version())
                .put("moduli", lock.moduli()).put("timestamp", lock.timestamp());
        lock.platforms().forEach(root.putArray("platforms")::add);
        lock.java().ifPresent(java -> write(java, root.putObject("java")));
        ArrayNode plugins = root.putArray("plugins");
        lock.plugins().forEach(plugin -> write(plugin, plugins.addObject()));
        ArrayNode files = root.putArray("files");
        lock.files().forEach(file -> write(file, files.addObject()));
        return JsonText.of(root);
    }

    private static void write(LockedJava java, ObjectNode node) {
        node.put("version", java.version()).put("vendor", java.vendor());
        java.licence().ifPresent(licence -> node.put("licence", licence));
        java.modules().forEach(node.putArray("modules")::add);
        node.put("sha256", java.sha256());
    }

    private static void write(LockedPlugin plugin, ObjectNode node) {
        node.put("id", plugin.id()).put("version", plugin.version());
        plugin.requested().ifPresent(requested -> node.put("requested", requested));
        if (!plugin.artifacts().isEmpty()) {
            plugin.artifacts().forEach(node.putArray("artifacts")::add);
        }
    }

    private static void write(LockedFile file, ObjectNode node) {
        node.put("path", file.path());
        file.platform().ifPresent(platform -> node.put("platform", platform));
        if (file.executable()) {
            node.put("executable", true);
        }
        node.put("origin", file.origin().name().toLowerCase(Locale.ROOT));
        file.coordinates().ifPresent(coordinates -> node.put("coordinates", coordinates));
        file.artifact().ifPresent(artifact -> write(artifact, node));
        node.put("size", file.size()).put("sha256", file.sha256());
    }

    private static void write(LockedArtifact artifact, ObjectNode file) {
        ObjectNode node = file.putObject("artifact");
        if (!artifact.licences().isEmpty()) {
            ArrayNode licences = node.putArray("licences");
            for (LockedLicence licence : artifact.licences()) {
                ObjectNode one = licences.addObject().put("name", licence.name());
                licence.address().ifPresent(address -> one.put("address", address));
            }
        }
        if (!artifact.needs().isEmpty()) {
            artifact.needs().forEach(node.putArray("needs")::add);
        }
    }
}
