package io.moduli.plugins.moduli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.settings.Default;
import io.moduli.api.settings.Description;
import io.moduli.api.settings.Range;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModuliPluginTest {

    private static final Plugin PLUGIN = new ModuliPlugin();
    /** What only the user can know. */
    private static final Set<String> WITHOUT_DEFAULT = Set.of("factors", "strength", "inhibitor");

    private static Stream<Class<? extends Record>> settings() {
        return Stream.of(PLUGIN.moduliSpaces(), PLUGIN.inhibitors(), PLUGIN.regularizers())
                .flatMap(List::stream)
                .map(ComponentFactory::settings);
    }

    private static List<String> names(List<? extends ComponentFactory<?, ?>> factories) {
        return factories.stream().<String>map(ComponentFactory::name).toList();
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(Plugin.class)).extracting(Plugin::id).contains("moduli-standard");
    }

    @Test
    void hasThePublishedComponentsUnderTheirNames() {
        assertThat(names(PLUGIN.moduliSpaces()))
                .containsExactly("circle", "sphere", "torus", "klein-bottle", "euclidean", "product");
        assertThat(names(PLUGIN.inhibitors()))
                .containsExactly("difference-of-gaussians", "diffusion", "ripple", "gaussian", "identity");
        assertThat(names(PLUGIN.regularizers())).containsExactly("moduli", "spatial-embedding", "l1", "l2");
    }

    @Test
    void everySettingIsDescribedAndHasADefaultUnlessOnlyTheUserCanKnowIt() {
        settings().forEach(record -> {
            assertThat(record).hasAnnotation(Description.class);
            for (RecordComponent component : record.getRecordComponents()) {
                String where = record.getSimpleName() + "." + component.getName();
                assertThat(component.isAnnotationPresent(Description.class)).as(where).isTrue();
                assertThat(component.isAnnotationPresent(Default.class)).as(where)
                        .isEqualTo(!WITHOUT_DEFAULT.contains(component.getName()));
            }
        });
    }

    @Test
    void defaultsAreThoseOfThePublishedMethod() {
        assertThat(defaults("circle")).containsExactly("5");
        assertThat(defaults("sphere")).containsExactly("2", "5");
        assertThat(defaults("torus")).containsExactly("2", "10");
        assertThat(defaults("klein-bottle")).containsExactly("10");
        assertThat(defaults("euclidean")).containsExactly("2", "1");
        assertThat(defaults("difference-of-gaussians")).containsExactly("100", "5", "0.25", "false");
        assertThat(defaults("ripple")).containsExactly("50", "2", "false");
        assertThat(defaults("gaussian")).containsExactly("100", "3", "false");
        assertThat(defaults("moduli")).containsExactly("[recurrent]", "1", "mean", "geometry", "by-cost");
        assertThat(defaults("l1")).containsExactly("[recurrent]", "mean");
    }

    private static List<String> defaults(String name) {
        return Stream.of(PLUGIN.moduliSpaces(), PLUGIN.inhibitors(), PLUGIN.regularizers())
                .flatMap(List::stream)
                .filter(factory -> factory.name().equals(name))
                .map(factory -> defaults(factory.settings()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> defaults(Class<? extends Record> settings) {
        return Stream.of(settings.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(Default.class))
                .map(component -> component.getAnnotation(Default.class).value())
                .toList();
    }

    @Test
    void everyNumberHasARange() {
        settings().flatMap(record -> Stream.of(record.getRecordComponents()))
                .filter(component -> component.getType() == int.class || component.getType() == double.class)
                .forEach(component -> assertThat(component.isAnnotationPresent(Range.class)).as(component.toString())
                        .isTrue());
    }
}
