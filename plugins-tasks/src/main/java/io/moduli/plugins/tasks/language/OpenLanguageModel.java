package io.moduli.plugins.tasks.language;

import io.moduli.api.ComponentContext;
import io.moduli.api.report.Exhibit;
import io.moduli.api.task.Batch;
import io.moduli.api.task.Evaluation;
import io.moduli.api.task.FittedState;
import io.moduli.api.task.InitialState;
import io.moduli.api.task.Input;
import io.moduli.api.task.Loss;
import io.moduli.api.task.NetworkProbe;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.ReadOut;
import io.moduli.api.task.Split;
import io.moduli.api.task.TaskShape;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** A language model's corpus, read. Every epoch shows a part from its beginning to its end. */
final class OpenLanguageModel implements OpenTask {

    private final Corpus corpus;
    private final TaskShape shape;
    private final ComponentContext context;

    OpenLanguageModel(Corpus corpus, LanguageModelSettings settings, ComponentContext context) {
        int vocabulary = corpus.vocabulary().size();
        this.corpus = corpus;
        this.context = context;
        this.shape = new TaskShape(
                new Input.Tokens(vocabulary),
                new InitialState.Carried(),
                ReadOut.EVERY_STEP,
                vocabulary,
                Loss.Standard.CLASS_CROSS_ENTROPY,
                settings.sequenceLength(),
                settings.batch());
    }

    @Override
    public TaskShape shape() {
        return shape;
    }

    @Override
    public FittedState fitted() {
        return corpus.known().fitted();
    }

    @Override
    public long batches(Split split) {
        return columns(split).windows();
    }

    @Override
    public void fill(Split split, long index, Batch batch) {
        if (index < 0) {
            throw new IllegalArgumentException("batch %d: batches are numbered from 0".formatted(index));
        }
        int window = (int) (index % batches(split));
        columns(split).fill(corpus.tokens(split), window, batch.tokens(), batch.classes());
    }

    @Override
    public boolean continues(Split split, long index) {
        return index % batches(split) != 0;
    }

    @Override
    public Evaluation evaluation(Split split) {
        return new LanguageModelEvaluation(corpus.known().frequencies(), shape.outputColumns());
    }

    /** That of the frequencies of words, on the test text. */
    @Override
    public OptionalDouble baselineLoss() {
        WordFrequencies frequencies = corpus.known().frequencies();
        return Arrays.stream(corpus.tokens(Split.TEST)).mapToDouble(word -> -frequencies.logarithm(word)).average();
    }

    @Override
    public List<Exhibit> exhibits(NetworkProbe network) {
        return List.of(new TextSamples(corpus.vocabulary(), shape).draw(network, context.random("sample")));
    }

    private Columns columns(Split split) {
        return new Columns(corpus.tokens(split).length, shape.batchSize(), shape.sequenceLength());
    }
}
