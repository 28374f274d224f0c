"use strict";
/* Figures as files: what a drawing shows, its legends included, as one SVG. */
(() => {
  const NAMESPACE = "http://www.w3.org/2000/svg";

  /** The texts of a drawing that are not within its pictures, each with its place. */
  const texts = drawing => {
    const walker = document.createTreeWalker(drawing, NodeFilter.SHOW_TEXT,
      node => node.parentElement.closest("svg") || !node.data.trim() ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const found = [];
    while (walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const style = getComputedStyle(walker.currentNode.parentElement);
      found.push({text: walker.currentNode.data, place: range.getBoundingClientRect(), size: parseFloat(style.fontSize),
        colour: style.color});
    }
    return found;
  };

  const svgOf = Moduli.svgOf = drawing => {
    const box = drawing.getBoundingClientRect();
    const whole = document.createElementNS(NAMESPACE, "svg");
    const set = (element, attributes) => Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    set(whole, {xmlns: NAMESPACE, width: box.width, height: box.height, viewBox: `0 0 ${box.width} ${box.height}`,
      "font-family": "sans-serif"});
    const ground = document.createElementNS(NAMESPACE, "rect");
    set(ground, {width: box.width, height: box.height, fill: Moduli.theme(false).ground});
    whole.append(ground);
    drawing.querySelectorAll("svg").forEach(svg => {
      const place = svg.getBoundingClientRect();
      const copy = svg.cloneNode(true);
      set(copy, {x: place.left - box.left, y: place.top - box.top, width: place.width, height: place.height, overflow: "visible"});
      if (!copy.hasAttribute("viewBox")) {
        copy.setAttribute("viewBox", `0 0 ${place.width} ${place.height}`);
      }
      whole.append(copy);
    });
    texts(drawing).forEach(({text, place, size, colour}) => {
      const element = document.createElementNS(NAMESPACE, "text");
      set(element, {x: place.left - box.left, y: place.top - box.top + 0.8 * place.height, "font-size": size, fill: colour});
      element.textContent = text;
      whole.append(element);
    });
    return new XMLSerializer().serializeToString(whole);
  };

  /** A button that saves a figure as it is drawn at the time. */
  Moduli.saveButton = (drawing, name) => {
    const button = Moduli.element("button", "save", "Save as SVG");
    button.addEventListener("click", () => {
      const link = document.createElement("a");
      link.download = `${name}.svg`;
      link.href = URL.createObjectURL(new Blob([svgOf(drawing)], {type: "image/svg+xml"}));
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    });
    return button;
  };
})();
