package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {

    @TempDir
    Path folder;

    /** A text in which one word always follows the other. */
    @BeforeEach
    void trainOnACycle() throws IOException {
        Path text = Files.createDirectory(folder.resolve("text"));
        String lines = "one two three four\n".repeat(60);
        for (String part : new String[] {"train.txt", "valid.txt", "test.txt"}) {
            Files.writeString(text.resolve(part), lines);
        }
        Files.writeString(folder.resolve("cycle.conf"), """
                name = cycle
                task { type = language-model, corpus { type = folder, path = text }, sequence-length = 5, batch = 4 }
                network { cell { type = gru }, hidden = 12 }
                optimizer { type = adam, learning-rate = 3e-2 }
                stages = [{ type = train, epochs = 10 }]
                engine { threads = 1 }
                report { enabled = false }
                """);
        Moduli run = Moduli.call(folder, "run", "cycle.conf", "--out", "out");
        assertThat(run.status()).as(run.err()).isZero();
    }

    private String generated(String... arguments) {
        Moduli call = Moduli.call(folder, arguments);
        assertThat(call.status()).as(call.err()).isZero();
        return call.out();
    }

    @Test
    void theNetworkWritesOnFromAPromptOrANewSentence() {
        assertThat(generated("generate", "out", "--temperature", "0", "--words", "7")).isEqualToNormalizingNewlines(
                "one two three four\none two\n");
        assertThat(generated("generate", "out", "--temperature", "0", "--words", "3", "--prompt", "one  two "))
                .isEqualToNormalizingNewlines("one two three four\n");
    }

    @Test
    void theSameSeedGivesTheSameText() {
        String[] first = {"generate", "out", "--temperature", "5", "--seed", "7", "--words", "40"};
        String[] other = {"generate", "out", "--temperature", "5", "--seed", "8", "--words", "40"};
        assertThat(generated(first)).isEqualTo(generated(first)).isNotEqualTo(generated(other));
    }

    @Test
    void wordsThatItNeverSawAreTold() {
        Moduli call = Moduli.call(folder, "generate", "out", "--prompt", "Two zebras", "--words", "1");

        assertThat(call.status()).isZero();
        assertThat(call.err().lines()).containsExactly(
                "warning: the network does not know the word \"Two\" (it knows \"two\"), and reads <unk> instead",
                "warning: the network does not know the word \"zebras\", and reads <unk> instead");
        assertThat(call.out()).startsWith("Two zebras");
    }

    @Test
    void whatMeansNothingIsBadInput() throws IOException {
        refuses("moduli: --prompt: there is no word in it; leave it out to begin with a new sentence", "--prompt", " ");
        refuses("moduli: a temperature of -1.0, where it must be 0 or more", "--temperature", "-1");
        refuses("moduli: the 0 most likely, where at least 1 is needed", "--top-k", "0");
        Files.delete(folder.resolve("out/task/vocabulary.txt"));
        refuses("out is not a language model with its words: its network has 6 inputs and 6 outputs, and there are 0 "
                + "words in task/vocabulary.txt beside it");
    }

    private void refuses(String message, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "generate";
        arguments[1] = "out";
        System.arraycopy(options, 0, arguments, 2, options.length);
        Moduli call = Moduli.call(folder, arguments);
        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).contains(message);
    }
}
