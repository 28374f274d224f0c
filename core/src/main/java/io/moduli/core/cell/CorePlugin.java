package io.moduli.core.cell;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.cell.RecurrentCell;
import java.util.List;

/** Contributes the standard cells. */
public final class CorePlugin implements Plugin {

    @Override
    public String id() {
        return "core";
    }

    @Override
    public String description() {
        return "The standard recurrent cells";
    }

    @Override
    public List<ComponentFactory<?, ? extends RecurrentCell>> recurrentCells() {
        return List.of(
                ComponentFactory.of("elman", ElmanCell.Settings.class, settings -> switch (settings.activation()) {
                    case TANH -> StandardCells.elman("tanh");
                    case RELU -> StandardCells.elman("relu");
                }),
                // A reference to the constructor would load the cell, and with it the Vector API, where cells are only listed.
                ComponentFactory.of("leaky-elman", LeakyElmanCell.Settings.class,
                        settings -> new LeakyElmanCell(settings)),
                ComponentFactory.of("lstm", LstmCell.Settings.class, _ -> new LstmCell()),
                ComponentFactory.of("gru", GruCell.Settings.class, _ -> new GruCell()));
    }
}
