/* Comforts only: every page works without this file. */
(() => {
  "use strict";

  const showPrintButtons = () => {
    for (const button of document.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        document.body.dataset.prints = button.dataset.print;
        window.print();
        delete document.body.dataset.prints;
      });
    }
  };

  // Counted as the server counts, and never in the middle of a conversion from kana.
  const countCharacters = () => {
    for (const counter of document.querySelectorAll("[data-counts]")) {
      const control = document.getElementById(counter.dataset.counts);
      const limit = Number(counter.dataset.limit);
      const show = () => {
        const left = limit - [...control.value].length;
        counter.textContent = left < 0 ? `${-left}字多すぎます` : `あと${left}字`;
      };
      control.addEventListener("input", (event) => event.isComposing || show());
      control.addEventListener("compositionend", show);
      show();
    }
  };

  // A refused page opens with what is to be mended, also for those who listen to it.
  const focusErrors = () => {
    const summary = document.querySelector("[data-error-summary]");
    if (summary) summary.focus();
  };

  // Looks without reloading, so that nobody who reads or listens is thrown back to the top of an unchanged page.
  const lookAgain = () => {
    const waiting = document.querySelector("[data-look-again]");
    if (!waiting) return;
    const look = async () => {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
      const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
      if (page && page.title !== document.title) location.reload();
      else setTimeout(look, Number(waiting.dataset.lookAgain) * 1000);
    };
    setTimeout(look, Number(waiting.dataset.lookAgain) * 1000);
  };

  showPrintButtons();
  countCharacters();
  focusErrors();
  lookAgain();
})();
