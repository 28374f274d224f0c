package io.moduli.core.report;

import io.moduli.api.task.Batch;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.tensor.Matrix;
import io.moduli.core.network.Network;

/** Lets a task examine a network, without dropout and without learning. */
final class RunProbe implements NetworkProbe {

    private final Network network;
    private boolean ran;

    RunProbe(Network network) {
        this.network = network;
    }

    @Override
    public Matrix run(Batch batch, boolean continues) {
        if (continues && !ran) {
            throw new IllegalArgumentException("the first call cannot continue another");
        }
        ran = true;
        return network.forward(batch, continues);
    }

    @Override
    public Matrix hidden() {
        if (!ran) {
            throw new IllegalStateException("there are no hidden states before the first run");
        }
        return network.hidden();
    }
}
