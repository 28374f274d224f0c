package io.moduli.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.moduli.api.ComponentContext;
import io.moduli.api.ComponentFactory;
import io.moduli.api.Plugin;
import io.moduli.api.geometry.Inhibitor;
import io.moduli.api.geometry.ModuliSpace;
import io.moduli.api.settings.Description;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginRegistryTest {

    @Description("Always the same cost")
    record Settings() {
    }

    record Constant(double cost) implements Inhibitor {

        @Override
        public double value(double distance) {
            return cost;
        }

        @Override
        public double derivative(double distance) {
            return 0;
        }
    }

    /** A plugin with whatever id and inhibitors; the rest is as the interface has it. */
    record Inhibitors(String id, List<ComponentFactory<?, ? extends Inhibitor>> inhibitors) implements Plugin {
    }

    private static ComponentFactory<?, ? extends Inhibitor> factory(String name) {
        return ComponentFactory.of(name, Settings.class, _ -> new Constant(1));
    }

    private static Plugin plugin(String id, String... names) {
        List<ComponentFactory<?, ? extends Inhibitor>> factories = new ArrayList<>();
        for (String name : names) {
            factories.add(factory(name));
        }
        return new Inhibitors(id, factories);
    }

    private static DiscoveredPlugin in(String origin, Plugin plugin) {
        return new DiscoveredPlugin(plugin, PluginOrigin.at(origin));
    }

    private static List<String> problems(PluginRegistry registry) {
        return registry.problems().stream().map(PluginProblem::render).toList();
    }

    private static PluginRegistry registry(DiscoveredPlugin... plugins) {
        return PluginRegistry.of(List.of(plugins), List.of());
    }

    private static PluginRegistry broken(Plugin plugin) {
        return registry(in("/broken.jar", plugin), in("/sound.jar", plugin("sound", "flat")));
    }

    @Test
    void listsNamesSortedAndFindsComponentsByExtensionPointAndName() {
        PluginRegistry registry = registry(in("/a.jar", plugin("a", "ripple", "diffusion")));

        assertThat(registry.problems()).isEmpty();
        assertThat(registry.names(ExtensionPoint.INHIBITOR)).containsExactly("diffusion", "ripple");
        assertThat(registry.names(ExtensionPoint.TASK)).isEmpty();
        InstalledComponent<Inhibitor> ripple = registry.find(ExtensionPoint.INHIBITOR, "ripple").orElseThrow();
        assertThat(ripple.plugin()).isEqualTo(new InstalledPlugin("a", "", PluginOrigin.at("/a.jar")));
        assertThat(ripple.description()).isEqualTo("Always the same cost");
        assertThat(registry.find(ExtensionPoint.MODULI_SPACE, "ripple")).isEmpty();
        assertThat(registry.named("ripple")).extracting(component -> component.extensionPoint().name())
                .containsExactly("inhibitor");
    }

    @Test
    void locatesPluginsThatAreGivenAsInstances() {
        PluginRegistry registry = PluginRegistry.of(List.of(plugin("a", "flat")));

        assertThat(registry.plugins()).singleElement().extracting(plugin -> plugin.origin().location()).asString()
                .endsWith("/test-classes/");
    }

    @Test
    void aNameThatTwoPluginsOfferIsNeithersAndBothAreNamed() {
        PluginRegistry registry = registry(in("/a.jar", plugin("a", "flat")),
                in("/b.jar", plugin("b", "flat", "other")));

        assertThat(problems(registry)).containsExactly("plugin b (/b.jar): the inhibitor flat is already offered by "
                + "plugin a (/a.jar); no pipeline can use the name until one of the two is removed or renamed");
        assertThat(registry.find(ExtensionPoint.INHIBITOR, "flat")).isEmpty();
        assertThat(registry.claimants(ExtensionPoint.INHIBITOR, "flat"))
                .extracting(claimant -> claimant.plugin().id()).containsExactly("a", "b");
        assertThat(registry.names(ExtensionPoint.INHIBITOR)).containsExactly("other");
    }

    @Test
    void aNameThatAPluginOffersTwiceIsNotItsEither() {
        PluginRegistry registry = registry(in("/a.jar", plugin("a", "flat", "flat")));

        assertThat(problems(registry))
                .containsExactly("plugin a (/a.jar): the inhibitor flat is already offered by this "
                        + "plugin itself; no pipeline can use the name until one of the two is removed or renamed");
        assertThat(registry.names(ExtensionPoint.INHIBITOR)).isEmpty();
    }

    @Test
    void keepsTheFirstOfTwoPluginsWithOneIdAndNamesBothJars() {
        PluginRegistry registry = registry(in("/a.jar", plugin("a", "flat")), in("/b.jar", plugin("a", "other")));

        assertThat(problems(registry)).containsExactly("plugin " + Inhibitors.class.getName()
                + " (/b.jar): its id a is already that of plugin a (/a.jar); remove one of the two");
        assertThat(registry.names(ExtensionPoint.INHIBITOR)).containsExactly("flat");
    }

    @Test
    void reportsAnIdThatIsNoName() {
        PluginRegistry registry = broken(plugin("My Plugin"));

        assertThat(problems(registry)).containsExactly("plugin " + Inhibitors.class.getName() + " (/broken.jar): "
                + "its id is \"My Plugin\", but must be lower-case letters, digits and hyphens that begin with a letter");
        assertThat(registry.names(ExtensionPoint.INHIBITOR)).containsExactly("flat");
    }

    @Test
    void reportsAnIdThatIsNull() {
        assertThat(problems(broken(plugin(null)))).containsExactly(
                "plugin " + Inhibitors.class.getName() + " (/broken.jar): id() is null");
    }

    @Test
    void reportsAListThatIsNullAndKeepsThePlugin() {
        PluginRegistry registry = broken(new Inhibitors("broken", null));

        assertThat(problems(registry))
                .containsExactly("plugin broken (/broken.jar): its list of inhibitor factories is null");
        assertThat(registry.plugins()).extracting(InstalledPlugin::id).containsExactly("broken", "sound");
    }

    @Test
    void reportsAFactoryThatIsNullAndKeepsItsNeighbours() {
        List<ComponentFactory<?, ? extends Inhibitor>> factories = new ArrayList<>();
        factories.add(factory("first"));
        factories.add(null);
        factories.add(factory("last"));

        PluginRegistry registry = broken(new Inhibitors("broken", factories));

        assertThat(problems(registry))
                .containsExactly("plugin broken (/broken.jar): its list of inhibitor factories holds null at index 1");
        assertThat(registry.names(ExtensionPoint.INHIBITOR)).containsExactly("first", "flat", "last");
    }

    @Test
    void reportsAComponentNameThatIsNoName() {
        PluginRegistry registry = broken(plugin("broken", "Flat_One"));

        assertThat(problems(registry)).singleElement().asString()
                .startsWith("plugin broken (/broken.jar): the name of ")
                .endsWith(", a factory of inhibitors, is \"Flat_One\", "
                        + "but must be lower-case letters, digits and hyphens that begin with a letter");
    }

    @Test
    void reportsSettingsThatAreNullOrNoRecord() {
        PluginRegistry registry = broken(new Inhibitors("broken",
                List.of(new Careless("none", null), new Careless("abstract", Record.class))));

        assertThat(problems(registry)).containsExactly(
                "plugin broken (/broken.jar): settings() of the inhibitor none is null",
                "plugin broken (/broken.jar): settings() of the inhibitor abstract is java.lang.Record, "
                        + "which is not a record");
        assertThat(registry.names(ExtensionPoint.INHIBITOR)).containsExactly("flat");
    }

    /** A factory that checks nothing of what it is told. */
    private record Careless(String name, Class<Record> settings) implements ComponentFactory<Record, Inhibitor> {

        @Override
        public Inhibitor create(Record settings, ComponentContext context) {
            return new Constant(1);
        }
    }

    @Test
    void reportsWhatAPluginThrowsAndGoesOnWithItsOtherExtensionPoints() {
        PluginRegistry registry = broken(new Plugin() {
            @Override
            public String id() {
                return "broken";
            }

            @Override
            public List<ComponentFactory<?, ? extends ModuliSpace>> moduliSpaces() {
                throw new NoClassDefFoundError("com/example/Missing");
            }

            @Override
            public List<ComponentFactory<?, ? extends Inhibitor>> inhibitors() {
                return List.of(factory("late"));
            }
        });

        assertThat(problems(registry)).containsExactly("plugin broken (/broken.jar): "
                + "its list of moduli-space factories failed: NoClassDefFoundError: com/example/Missing");
        assertThat(registry.problems().getFirst().cause()).containsInstanceOf(NoClassDefFoundError.class);
        assertThat(registry.names(ExtensionPoint.INHIBITOR)).containsExactly("flat", "late");
    }

    @Test
    void keepsProblemsThatTheSearchMet() {
        PluginProblem earlier = new PluginProblem("", "/c.jar", "cannot be loaded");

        assertThat(PluginRegistry.of(List.of(), List.of(earlier)).problems()).containsExactly(earlier);
    }
}
