/* Comforts of the office's desk: tabs instead of a long column, j and k between open points. The page works without. */
(() => {
  "use strict";

  const showTabs = (side) => {
    const links = [...side.querySelectorAll("nav a[href^='#']")];
    const panels = links.map((link) => document.getElementById(link.hash.slice(1)));
    const show = (chosen) => {
      panels.forEach((panel, index) => {
        panel.hidden = panel !== chosen;
        if (panel === chosen) links[index].setAttribute("aria-current", "true");
        else links[index].removeAttribute("aria-current");
      });
    };
    const follow = () => show(panels.find((panel) => `#${panel.id}` === window.location.hash) || panels[0]);
    window.addEventListener("hashchange", () => {
      const asked = panels.find((panel) => `#${panel.id}` === window.location.hash);
      if (!asked) return;
      follow();
      // The browser has looked for its place while it was hidden.
      asked.scrollIntoView();
    });
    follow();
  };

  const isTyping = (element) => element.matches("input, textarea, select, [contenteditable]");

  const walkOpenPoints = () => {
    const points = [...document.querySelectorAll("[data-open-point]")];
    let here = -1;
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyping(event.target)) return;
      if (!points.length || !["j", "k"].includes(event.key)) return;
      const focused = points.indexOf(document.activeElement.closest("[data-open-point]"));
      here = Math.min(Math.max((focused < 0 ? here : focused) + (event.key === "j" ? 1 : -1), 0), points.length - 1);
      points[here].focus();
    });
  };

  document.querySelectorAll("[data-tabs]").forEach(showTabs);
  walkOpenPoints();
})();
