package io.moduli.plugins.moduli;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.initializer.WeightInitializer;
import io.moduli.api.regularizer.Regularizer;
import io.moduli.plugins.moduli.inhibitor.DifferenceOfGaussians;
import io.moduli.plugins.moduli.inhibitor.Diffusion;
import io.moduli.plugins.moduli.inhibitor.Gaussian;
import io.moduli.plugins.moduli.inhibitor.Identity;
import io.moduli.plugins.moduli.inhibitor.Ripple;
import io.moduli.plugins.moduli.initializer.IdentityWeights;
import io.moduli.plugins.moduli.initializer.KernelWeights;
import io.moduli.plugins.moduli.initializer.OrthogonalWeights;
import io.moduli.plugins.moduli.initializer.UniformWeights;
import io.moduli.plugins.moduli.regularizer.MagnitudeRegularizer;
import io.moduli.plugins.moduli.regularizer.MagnitudeSettings;
import io.moduli.plugins.moduli.regularizer.ModuliRegularizer;
import io.moduli.plugins.moduli.regularizer.ModuliSettings;
import io.moduli.plugins.moduli.regularizer.SpatialEmbeddingRegularizer;
import io.moduli.plugins.moduli.regularizer.SpatialEmbeddingSettings;
import io.moduli.plugins.moduli.space.CircleSettings;
import io.moduli.plugins.moduli.space.EuclideanSpace;
import io.moduli.plugins.moduli.space.KleinBottleSpace;
import io.moduli.plugins.moduli.space.ProductSpace;
import io.moduli.plugins.moduli.space.SphereSpace;
import io.moduli.plugins.moduli.space.TorusSpace;
import java.util.List;
import java.util.function.Function;

/** The published spaces, inhibitors and regularizers, and first weights. */
public final class ModuliPlugin implements Plugin {

    @Override
    public String id() {
        return "moduli-standard";
    }

    @Override
    public String description() {
        return "Moduli spaces, inhibitors and the regularizers that they make, and first weights";
    }

    @Override
    public List<ComponentFactory<?, ? extends ModuliSpace>> moduliSpaces() {
        return List.of(
                ComponentFactory.of("circle", CircleSettings.class, CircleSettings::space),
                itself("sphere", SphereSpace.class),
                itself("torus", TorusSpace.class),
                itself("klein-bottle", KleinBottleSpace.class),
                itself("euclidean", EuclideanSpace.class),
                itself("product", ProductSpace.class));
    }

    @Override
    public List<ComponentFactory<?, ? extends Inhibitor>> inhibitors() {
        return List.of(
                itself("difference-of-gaussians", DifferenceOfGaussians.class),
                itself("diffusion", Diffusion.class),
                itself("ripple", Ripple.class),
                itself("gaussian", Gaussian.class),
                itself("identity", Identity.class));
    }

    @Override
    public List<ComponentFactory<?, ? extends Regularizer>> regularizers() {
        return List.of(
                ComponentFactory.of("moduli", ModuliSettings.class, ModuliRegularizer::new),
                ComponentFactory.of(
                        "spatial-embedding", SpatialEmbeddingSettings.class, SpatialEmbeddingRegularizer::new),
                ComponentFactory.of("l1", MagnitudeSettings.class, MagnitudeRegularizer::l1),
                ComponentFactory.of("l2", MagnitudeSettings.class, MagnitudeRegularizer::l2));
    }

    @Override
    public List<ComponentFactory<?, ? extends WeightInitializer>> weightInitializers() {
        return List.of(
                ComponentFactory.of("uniform", UniformWeights.Settings.class, UniformWeights::new),
                itself("orthogonal", OrthogonalWeights.class),
                itself("identity", IdentityWeights.class),
                itself("kernel", KernelWeights.class));
    }

    /** A factory of components that are records and their own settings. */
    private static <C extends Record> ComponentFactory<C, C> itself(String name, Class<C> component) {
        return ComponentFactory.of(name, component, Function.identity());
    }
}
