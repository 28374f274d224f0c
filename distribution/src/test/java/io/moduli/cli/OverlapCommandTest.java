package io.moduli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlapCommandTest {

    @TempDir
    Path folder;

    @BeforeEach
    void runOnce() throws IOException {
        Moduli.writeTiny(folder);
        run("out");
    }

    private void run(String out, String... overrides) {
        String[] arguments = new String[4 + overrides.length];
        System.arraycopy(new String[] {"run", "tiny.conf", "--out", out}, 0, arguments, 0, 4);
        System.arraycopy(overrides, 0, arguments, 4, overrides.length);
        assertThat(Moduli.call(folder, arguments).status()).isZero();
    }

    @Test
    void aRunHasAllMasksInCommonWithItself() {
        Moduli call = Moduli.call(folder, "overlap", "out", "out/model.safetensors");

        assertThat(call.err()).isEmpty();
        assertThat(call.status()).isZero();
        assertThat(call.out().lines().findFirst()).hasValue(
                "Weight            Kept in the first  In the second  In both  By chance  Jaccard");
        assertThat(call.out()).contains("rnn.weight_hh_l0").contains("1.000").doesNotContain("0.");
    }

    @Test
    void anotherSeedKeepsOtherWeights() {
        run("other", "-o", "seed=99");

        assertThat(Moduli.call(folder, "overlap", "out", "other").out()).contains("rnn.weight_hh_l0")
                .containsPattern(" 0\\.\\d\\d\\d\n");
    }

    @Test
    void masksOfAnotherNetworkAreRefused() {
        run("wide", "-o", "network.hidden=9");

        refuses("these are different networks", "out", "wide");
        assertThat(Moduli.call(folder, "overlap", "out", "wide").err()).contains("but 9 x 2 in wide");
    }

    @Test
    void aNetworkThatIsNotPrunedHasNothingToCompare() {
        run("dense", "-o", "pruner.schedule.target=0");

        refuses("moduli: no weight is pruned in both networks: out has masks of ", "out", "dense");
        refuses("dense of no weight", "out", "dense");
    }

    @Test
    void whatIsNotThereIsToldOf() {
        refuses("moduli: nowhere: there is no such file or folder", "out", "nowhere");
        refuses("Missing required parameter: 'OTHER'", "out");
    }

    private void refuses(String message, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "overlap";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Moduli call = Moduli.call(folder, all);
        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).contains(message);
    }
}
