package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {

    @TempDir
    Path folder;

    @BeforeEach
    void runOnce() throws IOException {
        Moduli.writeTiny(folder);
        assertThat(Moduli.call(folder, "run", "tiny.conf", "--out", "out").status()).isZero();
        Files.writeString(folder.resolve("pairs.csv"), "number,mark\n0.5,1\n0.25,0\n\n0.75,1\n0.125,1\n1,0\n");
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }

    @Test
    void eachSequenceGetsTheOutputAfterItsLastStep() throws IOException {
        Moduli call = Moduli.call(folder, "predict", "out", "--input", "pairs.csv", "--output", "sums.csv");

        assertThat(call.err()).isEmpty();
        assertThat(call.status()).isZero();
        assertThat(call.out()).isEqualToNormalizingNewlines("2 sequences, 1 outputs after the last step: sums.csv\n");
        List<String> sums = lines("sums.csv");
        assertThat(sums).hasSize(3);
        assertThat(sums.get(1)).isEmpty();
        Files.writeString(folder.resolve("second.csv"), "0.75,1\n0.125,1\n1,0\n");
        assertThat(Moduli.call(folder, "predict", "out/model.safetensors", "--input", "second.csv", "--output",
                "second.npy").status()).isZero();
        byte[] written = Files.readAllBytes(folder.resolve("second.npy"));
        assertThat(new String(written, 10, 60, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1,), }");
        assertThat(ByteBuffer.wrap(Arrays.copyOfRange(written, 128, 132))
                .order(ByteOrder.LITTLE_ENDIAN).getFloat())
                .isCloseTo(Float.parseFloat(sums.get(2)), within(1e-6f));
    }

    private void refuses(String message, String... arguments) {
        Moduli call = Moduli.call(folder, arguments);
        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).contains(message);
    }

    @Test
    void whatDoesNotFitIsBadInput() throws IOException {
        refuses("moduli: nowhere: there is no such file or folder", "predict", "nowhere", "--input", "pairs.csv",
                "--output", "sums.csv");
        refuses("sums.txt: a file of sequences is called .npy or .csv", "predict", "out", "--input", "pairs.csv",
                "--output", "sums.txt");
        refuses("moduli: none.csv: there is no such file", "predict", "out", "--input", "none.csv", "--output",
                "sums.csv");
        Files.writeString(folder.resolve("bad.csv"), "1,2\n3,x\n");
        refuses("bad.csv:2: column 2, \"x\", is not a number", "predict", "out", "--input", "bad.csv", "--output",
                "sums.csv");
        Files.writeString(folder.resolve("bad.csv"), "1,2\n3\n");
        refuses("bad.csv:2: 1 numbers, where the rows before have 2", "predict", "out", "--input", "bad.csv",
                "--output", "sums.csv");
        Files.writeString(folder.resolve("bad.csv"), "1,2,3\n");
        refuses("bad.csv: an observation has 3 numbers, but the network reads 2", "predict", "out", "--input",
                "bad.csv", "--output", "sums.csv");
        refuses("moduli: --words 0: at least one is needed", "generate", "out", "--words", "0");
        refuses("out is not a language model with its words: its network has 2 inputs and 1 outputs, and there are 0 "
                + "words in task/vocabulary.txt beside it", "generate", "out");
        assertThat(folder.resolve("sums.csv")).doesNotExist();
    }
}
