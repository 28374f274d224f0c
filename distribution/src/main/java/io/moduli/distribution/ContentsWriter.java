package io.moduli.distribution;

import io.moduli.distribution.archive.ArchiveFormat;
import io.moduli.distribution.archive.Folder;
import io.moduli.distribution.archive.PackagedFile;
import io.moduli.distribution.archive.PackagedFile.Origin;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** Writes a distribution's archives, with the lock and the bill of materials in them. */
final class ContentsWriter {

    private static final String BILL = "moduli.cdx.json";

    private final Contents contents;
    private final Path part;
    private final BuildRequest request;
    private final Consumer<String> progress;
    private final SequencedMap<Path, Path> names = new LinkedHashMap<>();

    /**
     * @param part the folder to write into
     * @param progress is informed of the current archive
     */
    ContentsWriter(Contents contents, Path part, BuildRequest request, Consumer<String> progress) {
        this.contents = contents;
        this.part = part;
        this.request = request;
        this.progress = progress;
    }

    /** The written files, with their final places. */
    SequencedMap<Path, Path> write() throws IOException {
        DistributionLock lock = contents.lock();
        Path lockText = Files.writeString(part.resolve(Host.LOCK), LockWriter.write(lock));
        for (String platform : contents.natives().keySet()) {
            String name = contents.root() + "-" + platform;
            List<PackagedFile> files = new ArrayList<>(contents.of(platform));
            Path bill = Files.writeString(part.resolve(name + ".cdx.json"),
                    BillOfMaterials.write(lock, platform, contents.manifest().description()));
            files.add(PackagedFile.of(Host.LOCK, lockText, Origin.BUILD));
            files.add(PackagedFile.of(BILL, bill, Origin.BUILD));
            for (ArchiveFormat format : ArchiveFormat.values()) {
                Path archive = part.resolve(name + format.suffix());
                progress.accept("writing " + archive.getFileName());
                named(archive, request.output().resolve(archive.getFileName()),
                        () -> format.write(archive, contents.root(), files, contents.time()));
            }
            names.put(bill, request.output().resolve(bill.getFileName()));
            if (request.folder().isPresent()) {
                Path folder = part.resolve("folder");
                named(folder, request.folder().get(), () -> Folder.write(folder, files, contents.time()));
            }
        }
        return names;
    }

    private interface Writing {

        void write() throws IOException;
    }

    /** If the disk is full, the message names the file. */
    private void named(Path now, Path later, Writing writing) throws IOException {
        try {
            writing.write();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            FileSystemException named = new FileSystemException(later.toString(), null, e.getMessage());
            named.initCause(e);
            throw named;
        }
        names.put(now, later);
    }
}
