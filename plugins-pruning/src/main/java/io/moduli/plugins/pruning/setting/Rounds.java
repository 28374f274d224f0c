package io.moduli.plugins.pruning.setting;

import io.moduli.api.pruning.Cadence;
import io.moduli.api.pruning.TrainingProgress;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import java.util.Optional;

/** When masks change while the network trains: the setting {@code cadence} of every pruner that changes them. */
public sealed interface Rounds {

    /**
     * Counted in training steps.
     *
     * @param every steps from one round to the next
     * @param begin no rounds before this step
     * @param end no rounds after this step
     * @param until no round after this share of all training steps
     */
    @Description("Rounds are counted in training steps")
    record Steps(
            @Description("Training steps from one round to the next") @Default("100") @Range(min = 1) int every,
            @Description("No round before this step") @Default("0") @Range(min = 0) int begin,
            @Description("No round after this step; all training if not given") Optional<Integer> end,
            @Description("Share of all training steps after which there is no round") @Default("1") @Range(min = 0, max = 1) double until)
            implements Rounds {

        public Steps {
            requireOrder(begin, end);
        }

        @Override
        public Cadence cadence() {
            return new Cadence(Cadence.Unit.STEPS, every, begin, end.map(Integer::longValue).orElse(Long.MAX_VALUE),
                    until);
        }
    }

    /**
     * Counted in epochs, after the last step of each.
     *
     * @param every epochs from one round to the next
     * @param begin no round before this epoch is done
     * @param end no round after this epoch
     * @param until no round after this share of all epochs
     */
    @Description("Rounds are counted in epochs")
    record Epochs(
            @Description("Epochs from one round to the next") @Default("1") @Range(min = 1) int every,
            @Description("No round before this epoch is done") @Default("0") @Range(min = 0) int begin,
            @Description("No round after this epoch; all training if not given") Optional<Integer> end,
            @Description("Share of all epochs after which there is no round") @Default("1") @Range(min = 0, max = 1) double until)
            implements Rounds {

        public Epochs {
            requireOrder(begin, end);
        }

        @Override
        public Cadence cadence() {
            return new Cadence(Cadence.Unit.EPOCHS, every, begin, end.map(Integer::longValue).orElse(Long.MAX_VALUE),
                    until);
        }
    }

    /** What the host is told. */
    Cadence cadence();

    /** After every epoch. */
    static Rounds everyEpoch() {
        return new Epochs(1, 0, Optional.empty(), 1);
    }

    /**
     * A share that falls to 0 along half a cosine: {@code first / 2 · (1 + cos(π t / T))} after t steps or epochs, where T is the
     * end of the rounds; 0 from there on.
     *
     * @param first the share at the beginning of training
     */
    default double cosine(double first, TrainingProgress progress) {
        Cadence cadence = cadence();
        double done = cadence.done(progress);
        double end = cadence.last(progress);
        return done < end ? first / 2 * (1 + Math.cos(Math.PI * done / end)) : 0;
    }

    private static void requireOrder(int begin, Optional<Integer> end) {
        if (end.isPresent() && end.get() < 1) {
            throw new SettingException("end",
                    "end = %d is less than 1, so there is no round: raise end, or leave it out for all training"
                            .formatted(end.get()));
        }
        if (end.isPresent() && end.get() < begin) {
            throw new SettingException("end",
                    "end = %d comes before begin = %d, so there is no round: raise end, or leave it out for all training"
                            .formatted(end.get(), begin));
        }
    }
}
