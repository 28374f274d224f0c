"use strict";
/*
 * Figures of a page. Each <figure> holds its data as JSON (io.moduli.core.report.figure); a painter for each kind of figure
 * makes an element of it, in a width and a theme, with Observable Plot. Nothing here fetches anything.
 */
const Moduli = {painters: {}};

/** The colours of the page as it is shown now; those of paper where it is printed. */
Moduli.theme = printed => {
  const style = getComputedStyle(document.documentElement);
  const value = name => style.getPropertyValue(name).trim();
  const list = name => value(name).split(/\s+/);
  const paper = {ground: "#ffffff", text: "#1c1c1c", soft: "#555555", line: "#d9d9d9", help: "#6b6b6b",
    series: ["#0072b2", "#d55e00", "#007a5a", "#8f4f7d", "#7a5c00", "#1c1c1c", "#4b5fc9", "#b0303a"],
    signed: ["#08306b", "#2f79b5", "#8fb8d8", "#b9a79a", "#e8a07c", "#d6604d", "#67001f"], rising: list("--rising")};
  return printed ? paper : {ground: value("--ground"), text: value("--text"), soft: value("--soft"), line: value("--line"),
    help: value("--help"), series: list("--series"), signed: list("--signed"), rising: list("--rising")};
};

/** The colour of a layer. */
Moduli.colour = (look, theme) => look.colour < 0 ? theme.help : theme.series[look.colour % theme.series.length];

/** A number with so many significant digits and no zeros behind them: 0.1234, 42, 1.5e-7. */
Moduli.number = (value, digits = 4) => {
  if (value === 0) {
    return "0";
  }
  const size = Math.abs(value);
  const text = size >= 1e-4 && size < 1e6
    ? String(Number(value.toPrecision(digits)))
    : value.toExponential(digits - 1).replace(/\.?0+e/, "e").replace("e+", "e");
  return text.replace(/^-/, "\u2212");
};

/** The radius of dots, smaller where many would hide each other and what lies between them. */
Moduli.dotRadius = count => count > 1500 ? 1.3 : count > 600 ? 2 : 3.5;

/** A text of at most so many letters. */
Moduli.shortened = (text, letters) => text.length > letters ? text.slice(0, letters - 1) + "\u2026" : text;

/** What stands at a place of an axis. */
Moduli.tick = (axis, value, digits = 4) =>
  axis.names.length ? Moduli.shortened(axis.names[value] ?? "", 24) : Moduli.number(value, digits);

/** As many significant digits as it takes to tell the ticks of an axis apart. */
Moduli.digits = (axis, ticks) => {
  const distinct = digits => new Set(ticks.map(tick => Moduli.tick(axis, tick, digits))).size === ticks.length;
  return d3.range(4, 12).find(distinct) ?? 12;
};

/** How wide the longest of some ticks of an axis is, in pixels. */
Moduli.widest = (axis, ticks) => {
  const digits = Moduli.digits(axis, ticks);
  return 6.8 * d3.max(ticks, tick => Moduli.tick(axis, tick, digits).length);
};

/** As many of an axis' names as have room, evenly chosen. */
Moduli.named = (axis, most) => {
  const every = Math.max(1, Math.ceil(axis.names.length / most));
  return d3.range(0, axis.names.length, every);
};

/** Whether the names of a horizontal axis must be turned to have room beside each other. */
Moduli.turned = (axis, ticks, width) => axis.names.length > 0 && Moduli.widest(axis, ticks) + 8 > width / ticks.length;

/** The label of an axis with its unit, in so many pixels. */
Moduli.label = (axis, width = Infinity) => {
  const unit = axis.unit ? ` (${axis.unit})` : "";
  return Moduli.shortened(axis.label, Math.max(8, Math.floor(width / 6.9) - unit.length)) + unit;
};

/** An element with a class and children, which may be texts. */
Moduli.element = (name, className, ...children) => {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
};

/** The numbers of a linear axis: three at least. */
Moduli.linearTicks = (low, high, wanted) => {
  for (let count = Math.max(3, wanted); ; count++) {
    const ticks = d3.ticks(low, high, count);
    if (ticks.length >= 3) {
      return ticks;
    }
  }
};

/** The numbers of a logarithmic axis: powers of ten where there are three or more, else multiples of them, three at least. */
Moduli.logarithmicTicks = (low, high, wanted) => {
  const within = steps => {
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      steps.forEach(step => ticks.push(Number(`${step}e${power}`)));
    }
    return ticks.filter(tick => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
  };
  const powers = within([1]);
  if (powers.length >= 3) {
    const every = Math.ceil(powers.length / Math.max(3, wanted));
    const thinned = powers.filter((_, index) => index % every === 0);
    return thinned.length >= 3 ? thinned : powers;
  }
  return [[1, 3], [1, 2, 5], [1, 2, 3, 4, 5, 6, 8]].map(within).find(ticks => ticks.length >= 3)
    ?? Moduli.linearTicks(low, high, 3);
};
