package io.moduli.core.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.core.ChildJvm;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class VectorsTest {

    private static final int WIDEST = Math.min(16, FloatVector.SPECIES_PREFERRED.length());

    /** The build runs these tests with narrower vectors too, and this one says that they were. */
    @Test
    void vectorsHaveAsManyLanesAsTheBuildAsksFor() {
        assertThat(Vectors.LENGTH).isEqualTo(Math.min(WIDEST, Integer.getInteger("moduli.vector-bits", 512) / 32));
    }

    @Test
    void aPropertyNarrowsTheVectorsOfKernels() throws Exception {
        assertThat(ChildJvm.run(List.of("-Dmoduli.vector-bits=128"), Lanes.class)).isEqualTo("4");
    }

    /** Prints how many lanes kernels have. */
    static final class Lanes {

        private Lanes() {}

        public static void main(String[] arguments) {
            System.out.println(Vectors.LENGTH);
        }
    }
}
