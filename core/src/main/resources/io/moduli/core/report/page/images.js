"use strict";
/* Matrices in colours: heat maps with axes, and small images side by side. */
(() => {
  /** The numbers of cells, row by row; not-a-number where there is none. */
  const values = cells => Float64Array.from(atob(cells.levels), letter => {
    const level = letter.charCodeAt(0);
    return level === 0 ? NaN : cells.low + (level - 1) / 254 * (cells.high - cells.low);
  });

  /** Colours for the numbers of cells. Those of small numbers differ from the ground, which means that there is none. */
  const scale = (cells, theme) => {
    const [low, high] = cells.high > cells.low ? [cells.low, cells.high] : [cells.low - 0.5, cells.low + 0.5];
    return {type: "linear", domain: [low, high], clamp: true,
      interpolate: () => d3.piecewise(d3.interpolateRgb, cells.signed ? theme.signed : theme.rising)};
  };

  const raster = (cells, x2, y2) => Plot.raster(values(cells), {width: cells.columns, height: cells.rows,
    x1: 0, y1: 0, x2, y2, interpolate: "none", imageRendering: "pixelated"});

  /** The colour bar: three numbers at least, with signs where numbers lie beyond them, and what blank means. */
  const colourBar = (figure, theme) => {
    const {cells, colour, blank} = figure;
    const {domain: [low, high], interpolate} = scale(cells, theme);
    const ramp = interpolate();
    const width = 190;
    const side = 32;
    const svg = d3.create("svg").attr("width", width + 2 * side).attr("height", 30).attr("font-size", 12)
      .attr("fill", theme.text).attr("class", "colours");
    const steps = d3.range(48);
    svg.selectAll("rect").data(steps).join("rect").attr("x", step => side + step * width / 48).attr("width", width / 48 + 0.5)
      .attr("height", 10).attr("fill", step => ramp(step / 47));
    svg.selectAll("text").data([[0, low], [0.5, (low + high) / 2], [1, high]]).join("text")
      .attr("x", ([place]) => side + place * width).attr("y", 24).attr("text-anchor", "middle")
      .text(([place, value]) => (cells.beyond && place === 0 ? "\u2264" : cells.beyond && place === 1 ? "\u2265" : "")
        + Moduli.number(value, 2));
    const swatch = d3.create("svg").attr("width", 14).attr("height", 12);
    swatch.append("rect").attr("x", 0.5).attr("y", 0.5).attr("width", 13).attr("height", 11)
      .attr("fill", theme.ground).attr("stroke", theme.help);
    return Moduli.element("ul", "legend", Moduli.element("li", "", Moduli.label(colour), svg.node()),
      ...(blank ? [Moduli.element("li", "", swatch.node(), blank)] : []));
  };

  Moduli.painters.HeatMap = (figure, width, theme) => {
    const {cells, columns, rows, columnExtent, rowExtent} = figure;
    const ticks = (axis, extent) => axis.names.length
      ? Moduli.named(axis, 40) : Moduli.linearTicks(0, extent, Math.round(width / 80));
    const xTicks = ticks(columns, columnExtent);
    const yTicks = ticks(rows, rowExtent);
    const marginLeft = 16 + Moduli.widest(rows, yTicks);
    const margins = {marginLeft, marginRight: 14, marginTop: 26, marginBottom: 44};
    const inner = width - marginLeft - margins.marginRight;
    const turned = Moduli.turned(columns, xTicks, inner);
    margins.marginBottom += turned ? 0.7 * Moduli.widest(columns, xTicks) : 0;
    /** Names stand in the middle of their cells. */
    const places = (axis, all) => axis.names.length ? all.map(tick => tick + 0.5) : all;
    const format = axis => value => Moduli.tick(axis, axis.names.length ? value - 0.5 : value);
    const axis = {labelArrow: "none", fontSize: 12};
    return Moduli.element("div", "", colourBar(figure, theme), Plot.plot({
      width, height: 26 + margins.marginBottom + Math.min(inner, inner * cells.rows / cells.columns), ...margins,
      style: {background: "none", color: theme.text, fontSize: "12px", overflow: "visible"},
      x: {domain: [0, columnExtent]},
      y: {domain: [0, rowExtent], reverse: true},
      color: scale(cells, theme),
      marks: [
        raster(cells, columnExtent, rowExtent),
        Plot.frame({stroke: theme.help}),
        Plot.axisX(places(columns, xTicks), {...axis, label: Moduli.label(columns, inner), labelAnchor: "center",
          labelOffset: margins.marginBottom - 8, tickFormat: format(columns), tickRotate: turned ? -40 : 0}),
        Plot.axisY(places(rows, yTicks), {...axis, label: Moduli.label(rows, width), labelAnchor: "top", labelOffset: marginLeft - 4,
          tickFormat: format(rows)}),
      ],
    }));
  };

  const range = cells => `${Moduli.number(cells.low, 2)} to ${Moduli.number(cells.high, 2)}`;

  /** A scale bar at the lower edge of an image, with its label. */
  const scaleBar = (bar, cells, theme) => {
    const [x1, y] = [0.05 * cells.columns, 0.94 * cells.rows];
    return [
      Plot.ruleY([0], {x1, x2: x1 + bar.columns, y, stroke: theme.ground, strokeWidth: 6}),
      Plot.ruleY([0], {x1, x2: x1 + bar.columns, y, stroke: theme.text, strokeWidth: 3}),
      Plot.text([bar.label], {x: x1, y, text: label => label, textAnchor: "start", dy: -9, fontSize: 11, fill: theme.text,
        stroke: theme.ground, strokeWidth: 3}),
    ];
  };

  Moduli.painters.Images = (figure, width, theme) => {
    const groupsInRow = Math.max(1, Math.floor(width / (110 * figure.together)));
    const side = Math.min(150, Math.floor(width / (groupsInRow * figure.together)) - 10);
    const images = figure.images.map(({name, cells, bar}) => {
      const image = Plot.plot({
        width: side, height: side * cells.rows / cells.columns, margin: 1, axis: null,
        style: {background: "none"},
        x: {domain: [0, cells.columns]}, y: {domain: [0, cells.rows], reverse: true},
        color: scale(cells, theme),
        marks: [raster(cells, cells.columns, cells.rows), Plot.frame({stroke: theme.line}), ...(bar ? scaleBar(bar, cells, theme) : [])],
      });
      const box = Moduli.element("div", "", image, Moduli.element("div", "", name), Moduli.element("div", "range", range(cells)));
      box.style.width = `${side}px`;
      return box;
    });
    const groups = d3.range(0, images.length, figure.together)
      .map(first => Moduli.element("div", "together", ...images.slice(first, first + figure.together)));
    return Moduli.element("div", "", Moduli.element("p", "range", `Colours: ${Moduli.label(figure.colour)}`),
      Moduli.element("div", "images", ...groups));
  };
})();
