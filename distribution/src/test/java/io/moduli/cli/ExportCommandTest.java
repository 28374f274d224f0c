package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportCommandTest {

    private static final Pattern PYTHON = Pattern.compile("^```python\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path folder;

    private void train(String... overrides) throws IOException {
        Moduli.writeTiny(folder);
        String[] call = new String[4 + overrides.length];
        call[0] = "run";
        call[1] = "tiny.conf";
        call[2] = "--out";
        call[3] = "out";
        System.arraycopy(overrides, 0, call, 4, overrides.length);
        assertThat(Moduli.call(folder, call).status()).isZero();
    }

    private String python(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(arguments).directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("OPENBLAS_NUM_THREADS", "1");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.strip();
    }

    private static boolean hasNumpy() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import numpy").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"elman, activation = tanh", "gru", "lstm"})
    void theForwardPassOfThePageOnUsingANetworkIsOurs(String cell) throws Exception {
        assumeTrue(hasNumpy(), "python3 with numpy is needed");
        train("-o", "network.cell={ type = " + cell + " }");
        assertThat(Moduli.call(folder, "export", "out", "--to", "npz", "--output", "network.npz").status()).isZero();
        Matcher snippet = PYTHON.matcher(Files.readString(Path.of("docs/using-a-network.md")));
        assertThat(snippet.find()).isTrue();
        Files.writeString(folder.resolve("forward.py"), snippet.group(1));
        Files.writeString(folder.resolve("pairs.csv"), "0.5,1\n0.25,0\n0.75,0\n0.125,1\n");
        python("python3", "-c", "import numpy; numpy.save('pairs.npy', numpy.asfortranarray("
                + "numpy.loadtxt('pairs.csv', delimiter=',')).astype('>f8'))");
        assertThat(Moduli.call(folder, "predict", "out", "--input", "pairs.npy", "--output", "sum.csv").status())
                .isZero();

        assertThat(Float.parseFloat(python("python3", "forward.py", "network.npz", "pairs.npy")))
                .isCloseTo(Float.parseFloat(Files.readAllLines(folder.resolve("sum.csv")).getFirst()), within(1e-5f));
        assertThat(python("python3", "-c", "import numpy; network = numpy.load('network.npz'); "
                + "print((network['rnn.weight_hh_l0'][network['rnn.weight_hh_l0_mask'] == 0] == 0).all(), "
                + "sorted(network)[0])")).isEqualTo("True decoder.bias");
    }

    @Test
    void aStateDictionaryHasValuesAlone() throws Exception {
        train();
        assertThat(Moduli.call(folder, "export", "out", "--to", "pytorch", "--output", "state.safetensors").status())
                .isZero();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("state.safetensors")))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(bytes.array(), 8, (int) bytes.getLong(), StandardCharsets.UTF_8))
                .contains("\"rnn.weight_hh_l0\"", "\"decoder.bias\"")
                .doesNotContain("mask", "points", "metadata", "U8");
    }

    @Test
    void anOnnxModelSaysWhereItComesFrom() throws Exception {
        train();
        Moduli call = Moduli.call(folder, "export", "out", "--to", "onnx", "--output", "adding.onnx");
        assertThat(call.status()).as(call.err()).isZero();
        assertThat(new String(Files.readAllBytes(folder.resolve("adding.onnx")), StandardCharsets.ISO_8859_1)).contains(
                "moduli.provenance", "openblas_core", "moduli.cell", "{\"activation\":\"relu\",\"type\":\"elman\"}");
    }

    @Test
    void whatMeansNothingIsBadInput() throws Exception {
        train();
        refuses("moduli: --to omnx: there is no such format (did you mean \"onnx\"?); there are onnx, pytorch, npz",
                "--to", "omnx", "--output", "x");
        refuses("moduli: --states is for --to onnx alone", "--to", "npz", "--states", "--output", "x.npz");
        refuses("there is no such folder to write it to", "--to", "npz", "--output", "nowhere/x.npz");
        try (OutputStream stream = Files.newOutputStream(folder.resolve("out/model.safetensors"));
                ByteArrayOutputStream header = new ByteArrayOutputStream()) {
            header.writeBytes("{}      ".getBytes(StandardCharsets.UTF_8));
            stream.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.size()).array());
            header.writeTo(stream);
        }
        refuses("model.safetensors: there is no tensor rnn.weight_hh_l0, which every network has; there are ", "--to",
                "npz", "--output", "x.npz");
    }

    private void refuses(String message, String... options) {
        String[] call = new String[options.length + 2];
        call[0] = "export";
        call[1] = "out";
        System.arraycopy(options, 0, call, 2, options.length);
        Moduli refused = Moduli.call(folder, call);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains(message);
    }
}
