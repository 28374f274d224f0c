package io.moduli.core.export;

import io.moduli.api.weight.Mask;
import io.moduli.core.engine.storage.Parameter;
import io.moduli.core.format.NpyFile;
import io.moduli.core.format.NumberArray;
import io.moduli.core.model.ModelReader;
import io.moduli.core.model.Safetensors;
import io.moduli.core.network.Network;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Exports the parameters of a network as plain arrays. */
public final class PlainExport {

    /** Entries of a zip have a timestamp; it is fixed, so that the same network gives the same bytes. */
    private static final long TIME = 0;

    private final Network network;

    /** @param network the network to be written */
    public PlainExport(Network network) {
        this.network = network;
    }

    /** Writes a file for {@code numpy.load}: values by PyTorch's names, and for a pruned weight its {@code _mask} of 0 and 1. */
    public void writeNpz(OutputStream output) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(output);
        for (Parameter parameter : network.parameters()) {
            write(zip, parameter.name(), values(parameter));
            if (parameter.mask().isPresent()) {
                write(zip, ModelReader.maskOf(parameter.name()), values(parameter.mask().get()));
            }
        }
        zip.finish();
    }

    /**
     * Writes the safetensors file whose tensors are just the keys of {@code state_dict()}: values, 0 where pruned, without masks
     * and points; tied weights under both of their names.
     */
    public void writeStateDictionary(OutputStream output) throws IOException {
        Safetensors tensors = new Safetensors();
        for (Parameter parameter : network.parameters()) {
            tensors.add(parameter.name(), parameter);
            if (network.plan().settings().tied() && parameter.name().equals("encoder.weight")) {
                tensors.add("decoder.weight", parameter);
            }
        }
        tensors.writeTo(output);
    }

    private static void write(ZipOutputStream zip, String name, NumberArray array) throws IOException {
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTime(TIME);
        zip.putNextEntry(entry);
        NpyFile.write(array, zip);
        zip.closeEntry();
    }

    private static NumberArray values(Parameter parameter) {
        float[] values = new float[Math.multiplyExact(parameter.rows(), parameter.columns())];
        float[] row = new float[parameter.columns()];
        for (int index = 0; index < parameter.rows(); index++) {
            parameter.readRow(index, row);
            System.arraycopy(row, 0, values, index * row.length, row.length);
        }
        return new NumberArray(
                parameter.weight().isPresent() ? List.of(parameter.rows(), parameter.columns())
                        : List.of(parameter.rows()),
                values);
    }

    private static NumberArray values(Mask mask) {
        float[] values = new float[Math.multiplyExact(mask.rows(), mask.columns())];
        for (int row = 0; row < mask.rows(); row++) {
            for (int column = 0; column < mask.columns(); column++) {
                values[row * mask.columns() + column] = mask.keeps(row, column) ? 1 : 0;
            }
        }
        return new NumberArray(List.of(mask.rows(), mask.columns()), values);
    }
}
