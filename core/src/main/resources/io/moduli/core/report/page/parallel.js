"use strict";
/* Parallel coordinates: axes one below the other, which leaves room for their numbers on the narrowest screen. */
(() => {
  const ROW = 84;
  const MOST_STRONG = 60;

  Moduli.painters.ParallelCoordinates = (figure, width, theme) => {
    const {axes, values} = figure;
    const things = values[0].length;
    const domains = axes.map((axis, row) => Moduli.domain(values[row], axis));
    if (domains.some(domain => !domain)) {
      return Moduli.element("p", "failed", "There is an axis without a finite number.");
    }
    const scales = axes.map((axis, row) => (axis.scale === "LOGARITHMIC" ? d3.scaleLog() : d3.scaleLinear())
      .domain(domains[row]).range([0, 1]));
    const place = (row, value) => Number.isFinite(value) && (axes[row].scale !== "LOGARITHMIC" || value > 0)
      ? scales[row](value) : NaN;
    const last = axes.length - 1;
    // Both ends stand out on either ground; what is in the middle does not.
    const ramp = d3.piecewise(d3.interpolateRgb, theme.signed);
    const tone = thing => {
      const at = place(last, values[last][thing]);
      return Number.isFinite(at) ? ramp(at) : theme.help;
    };
    const text = (row, value) => axes[row].names.length ? axes[row].names[Math.round(value)] : Moduli.number(value);
    const lines = d3.range(things).flatMap(thing => axes.map((_, row) =>
      ({thing, row, at: place(row, values[row][thing])})));
    const points = lines.filter(point => Number.isFinite(point.at));
    const story = thing => [figure.things[thing],
      ...axes.map((axis, row) => `${axis.label}: ${text(row, values[row][thing])}`)].join("\n");
    const marginX = 18;
    const inner = width - 2 * marginX;
    const marks = axes.map((axis, row) => {
      const wanted = Moduli.ticks(axis, domains[row], Math.round(inner / 80));
      const letters = Math.max(3, Math.floor(inner / wanted.length / 7.2));
      return wanted.map(value => ({row, at: scales[row](value),
        text: axis.names.length ? Moduli.shortened(Moduli.tick(axis, value), letters) : Moduli.tick(axis, value)}));
    }).flat();
    const across = {x: "at", y: "row"};
    const gradient = d3.range(64).map(step => ({from: step / 64, to: (step + 1.05) / 64, tone: ramp(step / 63)}));
    return Plot.plot({
      width, height: ROW * axes.length + 24, marginLeft: marginX, marginRight: marginX, marginTop: 30, marginBottom: 34,
      style: {background: "none", color: theme.text, fontSize: "12px", overflow: "visible"},
      x: {domain: [0, 1], axis: null},
      y: {domain: [0, last], reverse: true, axis: null},
      marks: [
        Plot.ruleY(d3.range(last), {stroke: theme.soft}),
        Plot.ruleY(gradient, {y: last, x1: "from", x2: step => Math.min(1, step.to), stroke: "tone", strokeWidth: 5}),
        Plot.line(lines, {...across, z: "thing", stroke: point => tone(point.thing), curve: "bump-y",
          strokeWidth: things > MOST_STRONG ? 1 : 1.6, strokeOpacity: things > MOST_STRONG ? 0.45 : 0.8}),
        Plot.dot(marks, {...across, r: 2, fill: theme.soft}),
        Plot.text(marks, {...across, text: "text", dy: 13, fontSize: 11, fill: theme.soft, stroke: theme.ground, strokeWidth: 4}),
        Plot.text(axes, {x: 0, y: (_, row) => row, text: axis => Moduli.label(axis, inner), textAnchor: "start",
          dx: -marginX + 4, dy: -12, fontWeight: 600, fill: theme.text, stroke: theme.ground, strokeWidth: 4}),
        Plot.tip(points, Plot.pointer({...across, fill: theme.ground, stroke: theme.line, title: point => story(point.thing)})),
      ],
    });
  };
})();
