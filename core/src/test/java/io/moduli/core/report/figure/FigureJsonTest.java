package io.moduli.core.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FigureJsonTest {

    @Test
    void aChartIsItsComponentsByName() {
        Chart chart = new Chart("c", "T", "C", new Plane(Axis.fromZero("x", "m"), Axis.of("y", ""), List.of(
                new Layer.Line("l", new double[] {1, 1.0 / 3}, new double[] {Double.NaN, 1e-20}, Look.dashed(2)))));
        assertThat(FigureJson.of(chart)).isEqualTo(
                "{\"kind\":\"Chart\",\"name\":\"c\",\"title\":\"T\",\"caption\":\"C\",\"planes\":[{\"x\":{\"label\":\"x\",\"unit\":\"m\",\"scale\":\"FROM_ZERO\",\"names\":[]},\"y\":{\"label\":\"y\",\"unit\":\"\",\"scale\":\"FITTED\",\"names\":[]},\"layers\":[{\"kind\":\"Line\",\"name\":\"l\",\"x\":[1,0.33333],\"y\":[null,1.0E-20],\"look\":{\"colour\":2,\"dashed\":true,\"start\":false,\"faint\":false}}],\"equalScale\":false}]}");
    }

    @Test
    void nothingOfATextEndsTheElementThatTheJsonIsIn() {
        assertThat(FigureJson.of(new Bars("b", "</script>", "<!--", Axis.of("x", ""), List.of(), 1)))
                .doesNotContain("<").contains("\"title\":\"\\u003c/script>\"");
    }

    @Test
    void cellsAreBase64AndWhatIsNotThereIsNull() {
        assertThat(FigureJson.of(new Images("i", "", "", Axis.of("v", ""), 1, List.of(
                new Images.Image("a", Cells.ranging(new double[][] {{0, 1}}), Optional.empty())))))
                .contains("\"levels\":\"Af8=\"").contains("\"bar\":null");
    }
}
