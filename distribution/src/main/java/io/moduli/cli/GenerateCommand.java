package io.moduli.cli;

import io.moduli.api.RandomStreams;
import io.moduli.core.config.problem.BadInputException;
import io.moduli.core.inference.NetworkStream;
import io.moduli.core.inference.TokenSampler;
import io.moduli.core.inference.TrainedNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Generates text with a language model. */
@Command(name = "generate", customSynopsis = "moduli generate RUN [--prompt TEXT] [--words N] [--temperature T] [--top-k K] [--seed N]", description = {
    "Lets a language model write text: each word is drawn with the probability",
    "that the network assigns to it. The end of a sentence is a line break."}, footer = {
        "", "Examples:", //
        "  moduli generate runs/language-model", //
        "  moduli generate runs/language-model --prompt \"a kind of\" --words 20 --temperature 0.8 --top-k 40", //
        "  moduli generate runs/language-model --prompt \"the\" --temperature 0"})
final class GenerateCommand implements Callable<Integer> {

    private static final String UNKNOWN = "<unk>";
    private static final String END_OF_SENTENCE = "<eos>";

    private final Console console;
    private final StoredNetworks networks;

    @Parameters(paramLabel = "RUN", description = "The run's folder, or a safetensors file in it.")
    private String run = "";

    @Option(names = "--prompt", paramLabel = "TEXT", description = {
        "The text to continue, with spaces between words;", "by default the beginning of a sentence."})
    private Optional<String> prompt = Optional.empty();

    @Option(names = "--words", paramLabel = "N", defaultValue = "50", description = "How many words to write; by default ${DEFAULT-VALUE}.")
    private int words;

    @Option(names = "--temperature", paramLabel = "T", defaultValue = "1", description = {
        "Below 1, likely words become more likely, above 1 less so;", "0 always takes the most likely one."})
    private double temperature;

    @Option(names = "--top-k", paramLabel = "K", description = "Draw only from the K most likely words; by default from all.")
    private Optional<Integer> topK = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The seed; by default ${DEFAULT-VALUE}. The same seed gives the same text.")
    private long seed;

    GenerateCommand(Console console) {
        this.console = console;
        this.networks = new StoredNetworks(console);
    }

    @Override
    public Integer call() throws IOException, BadInputException {
        if (words < 1) {
            throw new BadArgumentException("moduli: --words %d: at least one is needed".formatted(words));
        }
        if (prompt.isPresent() && words(prompt.get()).isEmpty()) {
            throw new BadArgumentException(
                    "moduli: --prompt: there is no word in it; leave it out to begin with a new sentence");
        }
        TokenSampler sampler;
        try {
            sampler = new TokenSampler(temperature, topK.orElse(Integer.MAX_VALUE));
        } catch (IllegalArgumentException unfit) {
            throw new BadArgumentException("moduli: " + unfit.getMessage());
        }
        return networks.open(run, network -> {
            generate(network, sampler);
            return ExitStatus.DONE;
        });
    }

    private void generate(TrainedNetwork network, TokenSampler sampler) throws BadInputException {
        List<String> vocabulary = network.vocabulary();
        if (!network.readsTokens() || vocabulary.size() != network.inputs()
                || vocabulary.size() != network.outputs()) {
            throw new BadInputException(
                    "%s is not a language model with its words: its network has %d inputs and %d outputs, and there are %d words in task/vocabulary.txt beside it"
                            .formatted(run, network.inputs(), network.outputs(), vocabulary.size()));
        }
        List<Integer> tokens = new ArrayList<>();
        int end = vocabulary.indexOf(END_OF_SENTENCE);
        if (end >= 0) {
            tokens.add(end);
        }
        List<String> text = new ArrayList<>();
        for (String word : prompt.map(GenerateCommand::words).orElse(List.of())) {
            tokens.add(token(word, vocabulary));
            text.add(word);
        }
        if (tokens.isEmpty()) {
            throw new BadInputException(
                    "%s: its vocabulary has no %s to begin with; say a --prompt".formatted(run, END_OF_SENTENCE));
        }
        RandomGenerator random = new RandomStreams(seed).stream("generate");
        try (NetworkStream stream = network.stream()) {
            float[] outputs = new float[network.outputs()];
            for (int token : tokens) {
                stream.step(new int[] {token}, outputs);
            }
            for (int word = 0; word < words; word++) {
                int token = sampler.draw(outputs, random);
                text.add(vocabulary.get(token));
                stream.step(new int[] {token}, outputs);
            }
        }
        console.out().println(written(text));
    }

    private int token(String word, List<String> vocabulary) throws BadInputException {
        int token = vocabulary.indexOf(word);
        if (token >= 0) {
            return token;
        }
        int unknown = vocabulary.indexOf(UNKNOWN);
        String lower = word.toLowerCase(Locale.ROOT);
        String hint = vocabulary.contains(lower) ? " (it knows \"%s\")".formatted(lower) : "";
        if (unknown < 0) {
            throw new BadInputException("%s: the network does not know the word \"%s\"%s".formatted(run, word, hint));
        }
        console.warn(
                "the network does not know the word \"%s\"%s, and reads %s instead".formatted(word, hint, UNKNOWN));
        return unknown;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s\\p{Z}]+")).filter(word -> !word.isEmpty()).toList();
    }

    private static String written(List<String> words) {
        return String.join(" ", words).replaceAll(" ?" + END_OF_SENTENCE + " ?", "\n").stripTrailing();
    }
}
