"use strict";
/* Charts: planes of layers, and bars. */
(() => {
  const MOST_MARKED = 40;
  /** Fewer letters of a name say nothing. */
  const FEWEST_LETTERS = 5;
  const finite = Number.isFinite;

  /** The points of a layer that have a place; a gap is kept where a line breaks. */
  const points = (layer, plane) => {
    const shown = (value, axis) => finite(value) && (axis.scale !== "LOGARITHMIC" || value > 0);
    return layer.x.map((x, index) => {
      const y = layer.y[index];
      return {x, y: shown(x, plane.x) && shown(y, plane.y) ? y : NaN, name: layer.name};
    });
  };

  const extent = (values, axis) => {
    const numbers = values.filter(value => finite(value) && (axis.scale !== "LOGARITHMIC" || value > 0));
    return d3.extent(numbers);
  };

  const horizontal = layer => {
    switch (layer.kind) {
      case "Columns": return layer.edges;
      case "Level": return [];
      case "Beginning": return [layer.at];
      default: return layer.x;
    }
  };

  const vertical = layer => {
    switch (layer.kind) {
      case "Columns": return [0, ...layer.values];
      case "Level": return [layer.at];
      case "Beginning": return [];
      case "Band": case "Errors": return [...layer.low, ...layer.high];
      default: return layer.y;
    }
  };

  /** The range of an axis about the numbers on it. */
  const domain = Moduli.domain = (numbers, axis) => {
    let [low, high] = extent(numbers, axis);
    if (axis.names.length) {
      return [-0.5, axis.names.length - 0.5];
    }
    if (low === undefined) {
      return null;
    }
    if (axis.scale === "LOGARITHMIC") {
      return low === high ? [low / 2, high * 2] : [low / 1.1, high * 1.1];
    }
    const near = low < high / 2 || low === high || axis.unit === "%";
    if (axis.scale === "FROM_ZERO" && low >= 0 && near) {
      return [0, high === 0 ? 1 : high * 1.04];
    }
    const room = low === high ? Math.abs(low) / 2 || 1 : 0.04 * (high - low);
    return [low - room, high + room];
  };

  /** Without fractions of what is counted, if enough ticks are left. */
  const COUNTED = ["epochs", "count", "number", "steps", "time steps"];
  const whole = (axis, all) => {
    const left = COUNTED.includes(axis.unit) ? all.filter(Number.isInteger) : [];
    return left.length >= 3 ? left : all;
  };

  const ticks = Moduli.ticks = (axis, [low, high], wanted) =>
    axis.names.length ? Moduli.named(axis, Math.max(3, 3 * wanted)) : axis.scale === "LOGARITHMIC" ? Moduli.logarithmicTicks(low, high, wanted) : whole(axis, Moduli.linearTicks(low, high, wanted));

  const dash = layer => layer.look?.dashed ? "6 4" : layer.kind === "Level" ? "2 3" : undefined;

  /** An edge with the arrow and the letter that say what it is glued to. */
  const edge = ({letter, x: [x0, x1], y: [y0, y1]}, theme) => {
    const line = {x1: x0, y1: y0, x2: x1, y2: y1, stroke: theme.soft, strokeWidth: 1.5};
    const middle = [{x: (x0 + x1) / 2, y: (y0 + y1) / 2}];
    const upright = x0 === x1;
    return letter === "" ? [Plot.arrow([line], {...line, headLength: 0})] : [
      Plot.arrow([line], {...line, headLength: 0}),
      Plot.arrow([line], {...line, x2: x0 + 0.53 * (x1 - x0), y2: y0 + 0.53 * (y1 - y0), headLength: 9, insetEnd: 0}),
      Plot.text(middle, {x: "x", y: "y", text: () => letter, dx: upright ? 12 : 0, dy: upright ? 12 : -11, fontSize: 13,
        fontStyle: "italic", fill: theme.text, stroke: theme.ground}),
    ];
  };

  /** Where a line begins, and begins again behind a gap. */
  const starts = layer => layer.filter((point, index) => finite(point.y) && !finite(layer[index - 1]?.y));

  const drawn = (layer, plane, theme) => {
    const stroke = layer.look && Moduli.colour(layer.look, theme);
    switch (layer.kind) {
      case "Line": {
        const all = points(layer, plane);
        const place = {x: "x", y: "y"};
        const marks = [Plot.line(all, {...place, stroke, strokeWidth: 1.8, strokeDasharray: dash(layer)})];
        const shown = all.filter(point => finite(point.y));
        if (layer.look.colour >= 0 && shown.length <= MOST_MARKED && !layer.look.start && !layer.look.dashed) {
          marks.push(Plot.dot(shown, {...place, fill: stroke, r: 2.5}));
        }
        if (layer.look.start) {
          marks.push(Plot.dot(starts(all), {...place, fill: theme.ground, stroke, strokeWidth: 2, r: 4}));
        }
        return marks;
      }
      case "Strands":
        return [Plot.line(points(layer, plane), {x: "x", y: "y", stroke, strokeWidth: 1.2, strokeOpacity: 0.6})];
      case "Edge":
        return edge(layer, theme);
      case "Dots":
        return [Plot.dot(points(layer, plane).filter(point => finite(point.y)),
          {x: "x", y: "y", fill: stroke, fillOpacity: layer.look.faint ? 0.5 : 0.9,
            r: Math.min(layer.look.faint ? 2.5 : 3.5, Moduli.dotRadius(layer.x.length))})];
      case "Band":
        return [Plot.area(layer.x.map((x, index) => ({x, low: layer.low[index], high: layer.high[index]})),
          {x1: "x", y1: "low", y2: "high", fill: stroke, fillOpacity: 0.2})];
      case "Errors":
        return [Plot.ruleX(layer.x.map((x, index) => ({x, low: layer.low[index], high: layer.high[index]})),
          {x: "x", y1: "low", y2: "high", stroke, strokeWidth: 1.5})];
      case "Columns":
        return [Plot.rect(layer.values.map((value, index) => ({from: layer.edges[index], to: layer.edges[index + 1], value})),
          {x1: "from", x2: "to", y1: 0, y2: "value", fill: stroke, fillOpacity: 0.55, insetLeft: 0.5, insetRight: 0.5})];
      case "Level":
        return [Plot.ruleY([layer.at], {stroke, strokeWidth: 1.5, strokeDasharray: dash(layer)})];
      case "Beginning":
        return [Plot.ruleX([layer.at], {stroke: theme.line, strokeWidth: 1.5})];
      default:
        throw new Error(`no way to draw a ${layer.kind}`);
    }
  };

  /** The names of what begins, above the plane, as much of each as has room until the next. */
  const beginnings = (plane, scale, right, theme) => {
    const all = plane.layers.filter(layer => layer.kind === "Beginning");
    return all.flatMap((layer, index) => {
      const end = index + 1 < all.length ? scale(all[index + 1].at) : right;
      const letters = Math.floor((end - scale(layer.at)) / 6.2);
      return letters < FEWEST_LETTERS ? [] : [Plot.text([layer], {x: "at", text: () => Moduli.shortened(layer.name, letters),
        frameAnchor: "top", textAnchor: "start", dx: 3, dy: -13, fill: theme.soft, fontSize: 11})];
    });
  };

  /** What the legend shows of a layer: the same stroke, mark and dash as in the plane. */
  const sample = (layer, theme) => {
    const svg = d3.create("svg").attr("width", 30).attr("height", 12).attr("aria-hidden", "true");
    const colour = Moduli.colour(layer.look, theme);
    if (layer.kind === "Band" || layer.kind === "Columns") {
      svg.append("rect").attr("width", 30).attr("height", 12).attr("fill", colour)
        .attr("fill-opacity", layer.kind === "Band" ? 0.2 : 0.55);
    } else if (layer.kind === "Errors") {
      svg.append("path").attr("d", "M15,0V12").attr("stroke", colour).attr("stroke-width", 1.5);
    } else if (layer.kind === "Dots") {
      svg.append("circle").attr("cx", 15).attr("cy", 6).attr("r", 3).attr("fill", colour);
    } else {
      svg.append("path").attr("d", "M0,6H30").attr("stroke", colour).attr("stroke-width", 1.8)
        .attr("stroke-dasharray", dash(layer) ?? null);
      if (layer.look.start) {
        svg.append("circle").attr("cx", 5).attr("cy", 6).attr("r", 4).attr("fill", theme.ground).attr("stroke", colour)
          .attr("stroke-width", 2);
      }
    }
    return svg.node();
  };

  /** One line for each name; grey where layers of one name have several colours. */
  Moduli.legend = (layers, theme) => {
    const named = d3.groups(layers.filter(layer => layer.name && layer.look), layer => layer.name);
    if (named.length < 2) {
      return [];
    }
    const entries = named.map(([name, group]) => {
      const colours = new Set(group.map(layer => layer.look.colour));
      const shown = colours.size > 1 ? {...group[0], look: {...group[0].look, colour: -1}} : group[0];
      return Moduli.element("li", "", sample(shown, theme), name);
    });
    return [Moduli.element("ul", "legend", ...entries)];
  };

  /** How much room the numbers of the vertical axis take. */
  const marginOf = (axis, yTicks) => 16 + Moduli.widest(axis, yTicks);

  const verticalTicks = (plane, height) => {
    const y = domain(plane.layers.flatMap(vertical), plane.y);
    return y && ticks(plane.y, y, Math.round(height / 50));
  };

  const paintPlane = (plane, range, width, height, marginLeft, isLast, theme) => {
    const y = domain(plane.layers.flatMap(vertical), plane.y);
    if (!range || !y) {
      return Moduli.element("p", "failed", "There is no finite number to draw.");
    }
    let [x0, x1] = range;
    let [y0, y1] = y;
    let yTicks = verticalTicks(plane, height);
    const margins = {marginLeft, marginRight: 18, marginTop: 36, marginBottom: 44};
    if (plane.equalScale) {
      height = margins.marginTop + margins.marginBottom + width - marginLeft - margins.marginRight;
      const inner = width - marginLeft - margins.marginRight;
      const unit = Math.max(x1 - x0, y1 - y0) / inner;
      [x0, x1] = [(x0 + x1 - unit * inner) / 2, (x0 + x1 + unit * inner) / 2];
      [y0, y1] = [(y0 + y1 - unit * inner) / 2, (y0 + y1 + unit * inner) / 2];
      yTicks = ticks(plane.y, [y0, y1], Math.round(height / 70));
    }
    const xTicks = ticks(plane.x, [x0, x1], Math.round((width - marginLeft) / 75));
    const turned = Moduli.turned(plane.x, xTicks, width - marginLeft - margins.marginRight);
    if (turned) {
      const room = 0.7 * Moduli.widest(plane.x, xTicks);
      margins.marginBottom += room;
      height += room;
    }
    const [xDigits, yDigits] = [Moduli.digits(plane.x, xTicks), Moduli.digits(plane.y, yTicks)];
    const type = axis => axis.scale === "LOGARITHMIC" ? "log" : "linear";
    const axis = {labelArrow: "none", fontSize: 12};
    const scale = (plane.x.scale === "LOGARITHMIC" ? d3.scaleLog() : d3.scaleLinear())
      .domain([x0, x1]).range([marginLeft, width - margins.marginRight]);
    const tips = plane.layers.filter(layer => layer.kind === "Line" || layer.kind === "Dots")
      .flatMap(layer => points(layer, plane)).filter(point => finite(point.y));
    return Plot.plot({
      width, height, ...margins,
      style: {background: "none", color: theme.text, fontSize: "12px", overflow: "visible"},
      x: {type: type(plane.x), domain: [x0, x1]},
      y: {type: type(plane.y), domain: [y0, y1]},
      marks: [
        Plot.gridX(xTicks, {stroke: theme.line, strokeOpacity: 1}),
        Plot.gridY(yTicks, {stroke: theme.line, strokeOpacity: 1}),
        Plot.axisX(xTicks, {...axis, label: isLast ? Moduli.label(plane.x, width - marginLeft) : null, labelAnchor: "center", labelOffset: margins.marginBottom - 8,
          text: value => Moduli.tick(plane.x, value, xDigits), tickRotate: turned ? -40 : 0}),
        Plot.axisY(yTicks, {...axis, label: Moduli.label(plane.y, width), labelAnchor: "top", labelOffset: marginLeft - 4,
          text: value => Moduli.tick(plane.y, value, yDigits)}),
        ...beginnings(plane, scale, width - margins.marginRight, theme),
        ...plane.layers.flatMap(layer => drawn(layer, plane, theme)),
        Plot.tip(tips, Plot.pointer({x: "x", y: "y", fill: theme.ground, stroke: theme.line,
          title: point => `${point.name}\n${plane.x.label}: ${plane.x.names.length ? plane.x.names[Math.round(point.x)] : Moduli.number(point.x)}\n${plane.y.label}: ${Moduli.number(point.y)}`})),
      ],
    });
  };

  Moduli.painters.Chart = (figure, width, theme) => {
    const layers = figure.planes.flatMap(plane => plane.layers);
    const range = domain(layers.flatMap(horizontal), figure.planes[0].x);
    const height = figure.planes.length === 1 ? Math.min(340, 120 + 0.45 * width) : 210;
    const margin = d3.max(figure.planes, plane => marginOf(plane.y, verticalTicks(plane, height) ?? [0]));
    return Moduli.element("div", "", ...figure.planes.flatMap((plane, index) => [...Moduli.legend(plane.layers, theme),
      paintPlane(plane, range, width, height, margin, index === figure.planes.length - 1, theme)]));
  };

  Moduli.painters.Bars = (figure, width, theme) => {
    const ROW = 40;
    const ticks = Moduli.linearTicks(0, figure.maximum, Math.round(width / 90));
    const note = bar => `${figure.axis.unit === "%" ? bar.value.toFixed(1) : Moduli.number(bar.value)}${figure.axis.unit ? " " + figure.axis.unit : ""}${bar.note ? " \u00b7 " + bar.note : ""}`;
    const marginRight = 14 + 6.8 * d3.max(figure.bars, bar => note(bar).length);
    const y = (_, index) => index;
    return Plot.plot({
      width, height: 50 + ROW * figure.bars.length, marginLeft: 8, marginRight, marginTop: 6, marginBottom: 44,
      style: {background: "none", color: theme.text, fontSize: "12px", overflow: "visible"},
      x: {domain: [0, figure.maximum]},
      y: {type: "band", domain: d3.range(figure.bars.length), axis: null, padding: 0},
      marks: [
        Plot.gridX(ticks, {stroke: theme.line, strokeOpacity: 1}),
        Plot.axisX(ticks, {label: Moduli.label(figure.axis, width), labelArrow: "none", labelAnchor: "center", labelOffset: 36,
          tickFormat: value => Moduli.number(value), fontSize: 12}),
        Plot.barX(figure.bars, {x1: 0, x2: bar => Math.min(bar.value, figure.maximum), y, fill: theme.series[0],
          insetTop: 20, insetBottom: 6}),
        Plot.text(figure.bars, {x: 0, y, text: bar => Moduli.shortened(bar.name, Math.floor((width - 16) / 6.9)), textAnchor: "start", dy: -9, fontSize: 12, stroke: theme.ground,
          fill: theme.text}),
        Plot.text(figure.bars, {x: bar => Math.min(bar.value, figure.maximum), y, text: note, textAnchor: "start", dx: 5, dy: 7, fontSize: 12,
          fill: theme.text}),
      ],
    });
  };
})();
