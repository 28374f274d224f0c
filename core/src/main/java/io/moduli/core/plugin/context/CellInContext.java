package io.moduli.core.plugin.context;

import io.moduli.api.cell.BackwardStep;
import io.moduli.api.cell.CellShape;
import io.moduli.api.cell.ForwardStep;
import io.moduli.api.cell.RecurrentCell;
import java.util.List;

/** A bundle's cell. */
record CellInContext(RecurrentCell cell, PluginContext context) implements RecurrentCell {

    @Override
    public CellShape shape() {
        return context.call(cell::shape);
    }

    @Override
    public List<String> gateNames() {
        return context.call(cell::gateNames);
    }

    @Override
    public void forward(ForwardStep step) {
        ClassLoader before = context.enter();
        try {
            cell.forward(step);
        } finally {
            context.leave(before);
        }
    }

    @Override
    public void backward(BackwardStep step) {
        ClassLoader before = context.enter();
        try {
            cell.backward(step);
        } finally {
            context.leave(before);
        }
    }

    @Override
    public String toString() {
        return cell.toString();
    }
}
