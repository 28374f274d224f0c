"use strict";
/* Draws the figures of the page, one after the other, and again where their width or the colours change. */
(() => {
  const figures = Array.from(document.querySelectorAll("figure[id]"), element => ({
    drawing: element.querySelector(".drawing"),
    data: JSON.parse(element.querySelector("script").textContent),
    width: 0,
  }));

  /** The widths of one column and of both on a sheet of paper, so that letters are as large there as they are drawn. */
  const PRINTED_WIDTH = 330;
  const PRINTED_SPREAD = 690;

  const draw = (figure, theme, width = Math.floor(figure.drawing.clientWidth)) => {
    if (width === 0) {
      return;
    }
    figure.width = width;
    try {
      figure.drawing.replaceChildren(Moduli.painters[figure.data.kind](figure.data, width, theme));
    } catch (failed) {
      console.error(`figure ${figure.data.name}:`, failed);
      figure.drawing.replaceChildren(Moduli.element("p", "failed", `This figure could not be drawn: ${failed.message}`));
    }
  };

  /** One figure a task, so that the page stays responsive however many there are. */
  let pending = 0;
  const drawAll = wanted => {
    clearTimeout(pending);
    const theme = Moduli.theme(false);
    const waiting = figures.filter(wanted);
    const next = () => {
      const figure = waiting.shift();
      if (figure) {
        draw(figure, theme);
        pending = setTimeout(next);
      } else {
        document.documentElement.dataset.drawn = String(figures.length);
      }
    };
    next();
  };

  const hint = kind => kind === "Solid" ? [Moduli.element("span", "hint", " Drag to turn it, or use the arrow keys.")] : [];
  figures.forEach(({drawing, data}) => drawing.parentElement.querySelector("figcaption")
    .append(...hint(data.kind), " ", Moduli.saveButton(drawing, drawing.parentElement.id)));

  const everything = () => true;
  drawAll(everything);
  addEventListener("resize", () => drawAll(figure => figure.width !== Math.floor(figure.drawing.clientWidth)));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll(everything));
  addEventListener("beforeprint", () => figures.forEach(figure => draw(figure, Moduli.theme(true), figure.data.kind === "Images" ? PRINTED_SPREAD : PRINTED_WIDTH)));
  addEventListener("afterprint", () => drawAll(everything));
})();
