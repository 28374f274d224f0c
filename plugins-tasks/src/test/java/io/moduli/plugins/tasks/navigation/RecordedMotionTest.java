package io.moduli.plugins.tasks.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moduli.api.ComponentContext;
import io.moduli.api.task.Batch;
import io.moduli.api.task.OpenTask;
import io.moduli.api.task.Split;
import io.moduli.api.testkit.TaskContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways from files of one's own. */
class RecordedMotionTest {

    private static final Box BOX = new Box(2, false);

    @TempDir
    Path folder;

    private TrajectorySource.Recorded recorded(String name, String text, int every) throws IOException {
        return new TrajectorySource.Recorded(Files.writeString(folder.resolve(name), text), every, 0, 0);
    }

    /** Positions 0, 0.001, 0.002 … along x, so that a position tells its number. */
    private static String line(int positions) {
        StringBuilder text = new StringBuilder("x,y\n");
        for (int position = 0; position < positions; position++) {
            text.append(position / 1000.0).append(',').append(-position / 2000.0).append('\n');
        }
        return text.toString();
    }

    @Test
    void stretchesAreThoseOfTheFileAndPartsDoNotOverlap() throws IOException {
        RecordedMotion motion = RecordedMotion.read(recorded("line.csv", line(200), 1), BOX, 4);
        float[] least = {9, 9, 9};
        float[] most = {-9, -9, -9};
        for (Split split : Split.values()) {
            Trajectories ways = motion.walk(split, 500, 4, new SplittableRandom(3));
            for (int index = 0; index < ways.x().length; index++) {
                least[split.ordinal()] = Math.min(least[split.ordinal()], ways.x()[index]);
                most[split.ordinal()] = Math.max(most[split.ordinal()], ways.x()[index]);
                assertThat(ways.y()[index]).isCloseTo(-ways.x()[index] / 2, within(1e-6f));
            }
        }
        // 196 starts: those from 0 to 155 are for training, as far as they end before the next part.
        assertThat(least).containsExactly(0, 0.156f, 0.176f);
        assertThat(most).containsExactly(0.155f, 0.175f, 0.199f);
    }

    @Test
    void positionsBetweenCanBeLeftOut() throws IOException {
        Trajectories ways = RecordedMotion.read(recorded("line.csv", line(300), 5), BOX, 2)
                .walk(Split.TRAIN, 1, 2, new SplittableRandom(3));
        assertThat(ways.x()[2] - ways.x()[0]).isCloseTo(0.01f, within(1e-6f));
    }

    private static byte[] npy(String header, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + 8 * count).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        for (int index = 0; index < count; index++) {
            bytes.putDouble(index / 1000.0);
        }
        return bytes.array();
    }

    @Test
    void arraysOfNumpyAreRead() throws IOException {
        Path file = folder.resolve("array.npy");
        Files.write(file, npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 100, 2), }   \n", 400));
        assertThat(RecordingFile.read(file)).hasSize(2).satisfies(both -> {
            assertThat(both.get(0)).hasSize(200).startsWith(0, 0.001, 0.002);
            assertThat(both.get(1)).startsWith(0.2, 0.201);
        });
        Files.write(file, npy("{'descr': '>f8', 'fortran_order': True, 'shape': (2, 2), }   \n", 4));
        assertThatThrownBy(() -> RecordingFile.read(file)).hasMessageStartingWith(file + ": needed are ")
                .hasMessageContaining("numpy.ascontiguousarray(array, \"<f4\")").hasMessageContaining("'>f8'");
        Files.write(file, npy("{'descr': '<f8', 'fortran_order': False, 'shape': (100, 2), }   \n", 4));
        assertThatThrownBy(() -> RecordingFile.read(file)).hasMessageStartingWith(
                file + ": cut short: 32 bytes of numbers for ");
    }

    private void refuses(String text, String message) throws IOException {
        TrajectorySource.Recorded source = recorded("bad.csv", text, 1);
        NavigationSettings settings = new NavigationSettings(
                40, 5, 7, 2, false, 0.3, 2, 3, 4, 3, source);
        assertThat(new NavigationTask(settings, ComponentContext.standalone(1)).check())
                .containsExactly(source.path() + message);
    }

    @Test
    void whatCannotBeUsedIsToldWithItsPlace() throws IOException {
        refuses("0,0\n0.1\n", ":2: 1 numbers, where x and y are needed");
        refuses("0,0\n0.1,b\n", ":2: \"b\" is not a number");
        refuses("0,0\n\n0,0.5\n0.1,1.2\n", ": position 1 of trajectory 1, counted from 0, is 1.2 m from the middle of "
                + "the box, whose side is 2.0 m: set box, centre-x and centre-y to those of the recording");
        refuses("0,0\n0.1,NaN\n", ": position 1 of trajectory 0, counted from 0, is NaN m from the middle of "
                + "the box, whose side is 2.0 m: set box, centre-x and centre-y to those of the recording");
        refuses(line(12), ": 12 positions in 1 trajectories are too few for stretches of 5 steps in training, "
                + "validation and test");
    }

    @Test
    void theTaskKeepsItsContract() throws IOException {
        NavigationSettings settings = new NavigationSettings(
                40, 5, 7, 2, true, 0.3, 2, 3, 4, 3, recorded("line.csv", line(900), 1));
        NavigationTask task = new NavigationTask(settings, ComponentContext.standalone(1));
        assertThat(TaskContract.check(task)).isEmpty();
        OpenTask open = task.open();
        Batch batch = Batch.allocate(open.shape());
        open.fill(Split.TEST, 0, batch);
        assertThat(batch.input().get(0, 3)).isCloseTo(0.001f, within(1e-6f));
    }
}
