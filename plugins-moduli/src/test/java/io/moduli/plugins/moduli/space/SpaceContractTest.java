package io.moduli.plugins.moduli.space;

import io.moduli.api.testkit.ModuliSpaceContractTests;
import io.moduli.api.geometry.ModuliSpace;
import java.util.List;
import java.util.stream.Stream;

class SpaceContractTest extends ModuliSpaceContractTests {

    @Override
    protected Stream<? extends ModuliSpace> spaces() {
        return Stream.of(
                new CircleSettings(5).space(),
                new SphereSpace(2, 5),
                new SphereSpace(3, 1e-3),
                new SphereSpace(6, 5),
                new TorusSpace(1, 10),
                new TorusSpace(2, 10),
                new TorusSpace(6, 0.7),
                new KleinBottleSpace(10),
                new KleinBottleSpace(3),
                new EuclideanSpace(1, 1),
                new EuclideanSpace(3, 20),
                new ProductSpace(List.of(new TorusSpace(2, 10))),
                new ProductSpace(
                        List.of(new CircleSettings(5).space(), new KleinBottleSpace(10), new SphereSpace(2, 5))),
                new ProductSpace(List.of(new EuclideanSpace(2, 3), new TorusSpace(1, 10))),
                new CircleSettings(1e-100).space(), new CircleSettings(1e100).space(), new SphereSpace(2, 1e-100),
                new SphereSpace(2, 1e100), new TorusSpace(2, 1e-100), new TorusSpace(2, 1e100),
                new KleinBottleSpace(1e-100), new KleinBottleSpace(1e100), new EuclideanSpace(2, 1e-100),
                new EuclideanSpace(2, 1e100),
                new ProductSpace(List.of(new SphereSpace(2, 1e-3), new TorusSpace(1, 10))),
                new ProductSpace(List.of(new CircleSettings(1e100).space(), new TorusSpace(1, 1e100))));
    }
}
