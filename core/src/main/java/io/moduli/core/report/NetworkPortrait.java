package io.moduli.core.report;

import io.moduli.api.report.Exhibit;
import io.moduli.core.format.NumberArray;
import io.moduli.core.report.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a report shows about one network: a snapshot that does not change when the network does. */
public final class NetworkPortrait {

    private final String file;
    private final List<Section> sections;
    private final Map<String, NumberArray> data;

    private NetworkPortrait(String file, List<Section> sections, Map<String, NumberArray> data) {
        this.file = file;
        this.sections = List.copyOf(sections);
        this.data = data;
    }

    /**
     * Portrays a network. Exhibits that its task cannot produce are left out.
     *
     * @param withData whether the underlying data are kept, too
     * @param warnings is informed of what was left out
     */
    public static NetworkPortrait of(PortrayedNetwork shown, boolean withData, Consumer<String> warnings) {
        List<Section> sections = new ArrayList<>();
        Map<String, NumberArray> data = Map.of();
        if (shown.network().isFinite()) {
            sections.addAll(StructureSections.of(shown));
            sections.addAll(GeometrySections.of(shown));
            sections.addAll(DistanceSections.of(shown));
            List<Exhibit> exhibits = exhibits(shown, warnings);
            ExhibitSections.of(exhibits, shown.prefix()).ifPresent(sections::add);
            data = withData ? NetworkData.of(shown, exhibits) : data;
        } else {
            sections.add(new Section("Weights", List.of(new Section.Paragraph(
                    "Some weights are not finite any more, so neither they nor what the network does is shown."))));
        }
        return new NetworkPortrait(shown.file(), sections, data);
    }

    private static List<Exhibit> exhibits(PortrayedNetwork shown, Consumer<String> warnings) {
        try {
            return List.copyOf(shown.task().exhibits(new RunProbe(shown.network())));
        } catch (RuntimeException failed) {
            warnings.accept("the report goes without what the task shows, because that failed: " + failed);
            return List.of();
        }
    }

    /** The data behind the figures, by the names of their files without extension; empty if they are not wanted. */
    Map<String, NumberArray> data() {
        return data;
    }

    /**
     * The sections of the report.
     *
     * @param several whether the report shows other networks, too, so that headings must name this one
     */
    List<Section> sections(boolean several) {
        return several
                ? sections.stream().map(section -> new Section(file + ": " + section.title(), section.blocks()))
                        .toList()
                : sections;
    }
}
