"use strict";
/* Points and lines in three dimensions, seen from far away; dragging or the arrow keys turn them. What lies behind is faint. */
(() => {
  const CLOSEST = 0.9;

  /** The rotation about the vertical axis of the picture, then about its horizontal one. */
  const turned = (turn, tilt) => {
    const [ct, st, cl, sl] = [Math.cos(turn), Math.sin(turn), Math.cos(tilt), Math.sin(tilt)];
    return (x, y, z) => {
      const across = ct * x - st * y;
      const away = st * x + ct * y;
      return [across, sl * away + cl * z, cl * away - sl * z];
    };
  };

  /** SVG paths of a part: what is in front of the middle, and what is behind. */
  const paths = (part, centre, view, scale) => {
    const sides = [d3.path(), d3.path()];
    const radius = Math.min(3, Moduli.dotRadius(part.x.length));
    let before = null;
    let side = -1;
    part.x.forEach((x, index) => {
      if (x === null) {
        before = null;
        side = -1;
        return;
      }
      const [across, up, away] = view(x - centre[0], part.y[index] - centre[1], part.z[index] - centre[2]);
      const at = [scale(across), scale(-up)];
      const now = away > 0 ? 1 : 0;
      if (!part.line) {
        sides[now].moveTo(at[0] + radius, at[1]);
        sides[now].arc(at[0], at[1], radius, 0, 2 * Math.PI);
      } else if (before) {
        if (now !== side) {
          sides[now].moveTo(...before);
        }
        sides[now].lineTo(...at);
        side = now;
      }
      before = at;
    });
    return sides.map(String);
  };

  Moduli.painters.Solid = (figure, width, theme) => {
    const height = Math.min(width, 460);
    const centre = ["x", "y", "z"].map(axis => {
      const [low, high] = d3.extent(figure.parts.flatMap(part => part[axis].filter(value => value !== null)));
      return (low + high) / 2;
    });
    const radius = d3.max(figure.parts.flatMap(part => part.x.map((x, index) =>
      x === null ? 0 : Math.hypot(x - centre[0], part.y[index] - centre[1], part.z[index] - centre[2])))) || 1;
    const scale = value => value / radius * (height / 2 - 8) * CLOSEST;
    const svg = d3.create("svg").attr("width", width).attr("height", height).attr("viewBox", [-width / 2, -height / 2, width, height])
      .attr("tabindex", 0).attr("class", "solid").attr("aria-label", figure.title);
    const layers = [1, 0].map(() => svg.append("g").attr("fill", "none"));
    let [turn, tilt] = figure.view ?? [0.5, 0.6];
    const repaint = () => {
      const view = turned(turn, tilt);
      const all = figure.parts.map(part => paths(part, centre, view, scale));
      layers.forEach((layer, index) => {
        const side = 1 - index;
        layer.selectAll("path").data(figure.parts).join("path")
          .attr("d", (_, number) => all[number][side])
          .attr("stroke", part => part.line ? Moduli.colour(part.look, theme) : theme.ground)
          .attr("stroke-width", part => part.line ? (part.look.colour < 0 ? 0.6 : 1.3) : part.x.length > 600 ? 0.2 : 0.8)
          .attr("fill", part => part.line ? "none" : Moduli.colour(part.look, theme))
          .attr("opacity", side === 1 ? 0.25 : 0.9);
      });
    };
    const turnBy = (more, down) => {
      turn += more;
      tilt = Math.max(-Math.PI / 2, Math.min(Math.PI / 2, tilt + down));
      figure.view = [turn, tilt];
      repaint();
    };
    svg.call(d3.drag().on("drag", event => turnBy(-event.dx / 120, event.dy / 120)));
    svg.on("keydown", event => {
      const way = {ArrowLeft: [0.1, 0], ArrowRight: [-0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1]}[event.key];
      if (way) {
        event.preventDefault();
        turnBy(...way);
      }
    });
    repaint();
    const named = figure.parts.filter(part => part.name).map(part => ({...part, kind: part.line ? "Line" : "Dots"}));
    return Moduli.element("div", "", ...Moduli.legend(named, theme), svg.node());
  };
})();
