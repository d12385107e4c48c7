/* Says in time that the session will end, and lets the person stay (WCAG 2.2.1). */
(() => {
  "use strict";

  const warning = document.querySelector("[data-session-ends]");
  if (!warning) return;

  const before = Number(warning.dataset.sessionWarnsBefore) * 1000;
  const ending = warning.querySelector("[data-session-ending]");
  const ended = warning.querySelector("[data-session-ended]");
  const form = warning.querySelector("form");
  let endsAt = Date.parse(warning.dataset.sessionEnds);

  const look = () => {
    const left = endsAt - Date.now();
    warning.hidden = left > before;
    ending.hidden = left <= 0;
    ended.hidden = left > 0;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (answer.ok && !answer.redirected) endsAt = Date.parse((await answer.json()).ends_at);
    look();
  });

  look();
  setInterval(look, 15_000);
})();
