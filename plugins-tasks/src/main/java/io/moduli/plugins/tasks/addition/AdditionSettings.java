package io.moduli.plugins.tasks.addition;

import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import io.moduli.api.settings.SettingException;
import io.moduli.api.task.MetricDefinition;

/** Settings of the task {@code addition}. */
@Description("The adding problem: the sum of the two marked numbers of a sequence")
@MetricDefinition(name = "error", baseline = "baseline-error", value = "Squared error of the answers, mean over the sequences")
@MetricDefinition(name = "baseline-error", value = "The error of always answering 1, the expected sum, on the same sequences")
@MetricDefinition(name = "accuracy", higherIsBetter = true, value = "Share of answers that are less than 0.04 off, from 0 to 1")
public record AdditionSettings(
        @Description("Time steps of a sequence") @Default("50") @Range(min = 2) int sequenceLength,
        @Description("Sequences in a batch") @Default("32") @Range(min = 1) int batch,
        @Description("Training sequences; if batch does not divide their number, each epoch leaves out different ones") @Default("10000") @Range(min = 1) int samples,
        @Description("Sequences of the validation split, and as many of the test split") @Default("2000") @Range(min = 1) int heldOut,
        @Description("Where the two marks are: one in each half of the sequence, or anywhere") @Default("one-a-half") MarkPlacement marks) {

    public AdditionSettings {
        if (samples < batch) {
            throw new SettingException("samples",
                    "samples = %d sequences do not fill one batch of %d: raise samples or lower batch"
                            .formatted(samples, batch));
        }
        requireArray("samples", samples, sequenceLength);
        requireArray("held-out", heldOut, sequenceLength);
    }

    private static void requireArray(String setting, int sequences, int sequenceLength) {
        // A sequence's numbers are addressed by an int; its two marks are never more.
        if ((long) sequences * sequenceLength > Integer.MAX_VALUE - 8) {
            throw new SettingException(setting,
                    "%s = %d sequences of %d steps are more than %d numbers, the most that one array holds"
                            .formatted(setting, sequences, sequenceLength, Integer.MAX_VALUE - 8));
        }
    }
}
