package io.moduli.core.loading;

import io.moduli.api.RandomStreams;
import io.moduli.api.cell.RecurrentCell;
import io.moduli.core.config.binding.Binding;
import io.moduli.core.config.binding.ConfigurationBinder;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.config.text.ConfigurationLoader;
import io.moduli.core.config.text.ConfigurationSource;
import io.moduli.core.plugin.PluginRegistry;
import java.nio.file.Path;
import java.util.List;

/** Creates the cell of a stored network, without its pipeline. */
public final class CellLoader {

    private CellLoader() {}

    /** A configuration with nothing else. */
    private record OnlyCell(RecurrentCell cell) {}

    /**
     * Creates a cell.
     *
     * @param cell the cell with its settings, as stored with a network, in JSON
     * @throws BadInputException if no plugin has the cell, or its settings differ
     */
    public static RecurrentCell load(PluginRegistry registry, String cell) throws BadInputException {
        Path here = Path.of("").toAbsolutePath();
        RandomStreams streams = new RandomStreams(0);
        Binding<OnlyCell> binding = new ConfigurationBinder(registry, here).bind(
                new ConfigurationLoader(here).load(
                        ConfigurationSource.text("stored network", "cell = " + cell), List.of()),
                OnlyCell.class,
                path -> new RunContext(streams.within(path), new RunLocation(), new LoadingLog(), path));
        return switch (binding) {
            case Binding.Bound<OnlyCell> bound -> bound.settings().cell();
            case Binding.Rejected<OnlyCell> rejected -> throw BadInputException.of(rejected.problems());
        };
    }
}
