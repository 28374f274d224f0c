package io.moduli.core.network;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import java.nio.file.Path;
import java.util.List;

/** A pipeline's settings for the weights that its network begins with, if they are not drawn. */
@Description("Values and masks that the network begins with, from a run or from PyTorch")
public record StoredWeights(
        @Description("The folder of a run, or a safetensors file with PyTorch's names, such as rnn.weight_hh_l0") Path from,
        @Default("refuse") @Description("What happens to a parameter that is not in the file: refuse (an error) or draw (as without a file)") Missing missing,
        @Default("[]") @Description("The names of tensors in the file, if they are different") List<Name> names) {

    public StoredWeights {
        names = List.copyOf(names);
    }

    /** What happens to a parameter that is not in the file. */
    public enum Missing {
        REFUSE,
        DRAW
    }

    /** The beginning of some tensors' names. */
    public record Name(
            @Description("The beginning of the names in the file, such as lstm.") String stored,
            @Description("Their beginning here, such as rnn.") String here) {

        /** Converts a tensor's name in the file to the name used here. */
        public String apply(String name) {
            return name.startsWith(stored) ? here + name.substring(stored.length()) : name;
        }
    }
}
