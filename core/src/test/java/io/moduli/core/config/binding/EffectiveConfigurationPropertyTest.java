package io.moduli.core.config.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigUtil;
import io.moduli.api.settings.Default;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever the values are, writing the effective configuration and reading it again changes nothing. */
class EffectiveConfigurationPropertyTest {

    record Values(
            String text,
            @Default("5") long whole,
            double real,
            List<List<String>> texts,
            List<Double> reals,
            Optional<Sample.Scope> scope,
            Duration span,
            Sample.Stage stage) {
    }

    private final Harness harness = new Harness(Path.of(""));

    @Property(tries = 300)
    void writingAndReadingAgainIsTheIdentity(@ForAll String text, @ForAll long whole, @ForAll double real,
            @ForAll @Size(max = 3) List<@Size(max = 2) List<String>> texts, @ForAll @Size(max = 3) List<Double> reals,
            @ForAll Optional<Sample.Scope> scope, @ForAll short milliseconds, @ForAll byte epochs) {
        Sample.Stage stage = epochs > 0 ? new Sample.Stage.Train(epochs, 0.5) : new Sample.Stage.LotteryTicket();
        Values values = new Values(text, whole, real, texts, reals, scope, Duration.ofMillis(milliseconds), stage);

        Binding.Bound<Values> first = harness.boundText(Values.class, hocon(values));
        Binding.Bound<Values> second = harness.boundText(Values.class, first.effective().render());

        assertThat(first.settings()).isEqualTo(values);
        assertThat(second.settings()).isEqualTo(values);
        assertThat(second.effective().renderPlain()).isEqualTo(first.effective().renderPlain());
    }

    /** The values as a user might write them; no code of the writer under test. */
    private static String hocon(Values values) {
        StringBuilder hocon = new StringBuilder();
        hocon.append("text = ").append(ConfigUtil.quoteString(values.text())).append('\n');
        hocon.append("whole = ").append(values.whole()).append(", real = ").append(values.real()).append('\n');
        hocon.append("texts = ").append(values.texts().stream()
                .map(row -> row.stream().map(ConfigUtil::quoteString).collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining("\n", "[", "]"))).append('\n');
        hocon.append("reals = ").append(values.reals()).append('\n');
        values.scope().ifPresent(scope -> hocon.append("scope = ")
                .append(scope.name().toLowerCase(Locale.ROOT).replace('_', '-')).append('\n'));
        hocon.append("span = ").append(values.span().toMillis()).append(" ms\n");
        hocon.append(switch (values.stage()) {
            case Sample.Stage.Train train -> "stage { type = train, epochs = " + train.epochs()
                    + ", learning-rate = " + train.learningRate() + " }\n";
            case Sample.Stage.Evaluate _ -> "stage = evaluate\n";
            case Sample.Stage.LotteryTicket _ -> "stage = ticket\n";
        });
        return hocon.toString();
    }
}
