/* Keeps each score as it is given, and lets the keyboard alone do the work. Without this file the buttons do the same. */
(() => {
  "use strict";

  const PAUSE = { points: 500, comment: 1_200 };
  const AGAIN = 8_000;
  const sheet = document.querySelector("form[data-scoring]");
  if (!sheet) return;
  const rows = [...sheet.querySelectorAll("[data-criterion]")];
  const total = sheet.querySelector("[data-total]");
  const left = sheet.querySelector("[data-left]");
  let isOver = false;
  // One row at a time: the tally that is told last is then the last one.
  let line = Promise.resolve();

  const tell = (told) => {
    total.textContent = told.total;
    left.textContent = told.left;
  };

  const show = (here) => {
    rows.forEach((row) => row.classList.toggle("is-here", row === here));
  };

  const startRow = (row, index) => {
    row.addEventListener("focusin", () => show(row));
    row.addEventListener("click", () => show(row));
    const points = row.querySelector("[data-points]");
    if (!points) return;
    const comment = row.querySelector("[data-comment]");
    const version = row.querySelector("[data-version]");
    const says = row.querySelector("[data-says]");
    const choice = row.querySelector("[data-choice]");
    const most = Number(row.dataset.most);
    let waiting = 0;
    let isDirty = false;
    let isBusy = false;
    let contested = null;

    const say = (sentence, tone) => {
      says.textContent = sentence;
      says.dataset.tone = tone;
      points.setAttribute("aria-invalid", String(tone === "bad"));
    };
    const later = (delay) => {
      clearTimeout(waiting);
      waiting = setTimeout(save, delay);
    };
    const changed = (delay) => {
      if (contested) return;
      isDirty = true;
      says.dataset.tone = "";
      says.textContent = "保存しています…";
      later(delay);
    };
    const contest = (told) => {
      contested = told;
      say(`ほかの画面で「${told.theirs.sentence}」と保存されています。どちらの値にするか選んでください。`, "bad");
      choice.hidden = false;
    };
    const answered = async (answer) => {
      if (answer.status === 401) {
        say("ログインの期限が切れました。「保存する」を押すと、ログインの後に続けられます。", "bad");
        return;
      }
      if (!(answer.headers.get("Content-Type") || "").includes("json")) {
        say("保存できませんでした。「保存する」を押してください。", "bad");
        return;
      }
      const told = await answer.json();
      if (told.theirs) {
        contest(told);
        return;
      }
      isOver = isOver || Boolean(told.is_over);
      say(told.sentence, told.is_kept ? "good" : "bad");
      if (!told.is_kept) return;
      version.value = told.version;
      tell(told);
    };

    function save() {
      clearTimeout(waiting);
      line = line.then(send);
    }

    async function send() {
      if (isBusy || !isDirty || isOver || contested) return;
      isBusy = true;
      isDirty = false;
      const body = new URLSearchParams({
        csrfmiddlewaretoken: sheet.elements.csrfmiddlewaretoken.value,
        points: points.value,
        comment: comment.value,
        version: version.value,
      });
      try {
        await answered(await fetch(row.dataset.save, { method: "POST", body, keepalive: body.toString().length < 60_000 }));
      } catch {
        say("つながりません。入力した内容はこの画面に残っています。つながりしだい保存します。", "bad");
        isDirty = true;
        later(AGAIN);
      } finally {
        isBusy = false;
        if (isDirty) later(PAUSE.points);
      }
    }

    const settle = (isMine) => {
      version.value = contested.version;
      if (!isMine) {
        points.value = contested.theirs.points ?? "";
        comment.value = contested.theirs.comment;
      }
      contested = null;
      choice.hidden = true;
      isDirty = true;
      points.focus();
      save();
    };

    const step = (by) => {
      const now = /^\d+$/.test(points.value.trim()) ? Number(points.value) : by > 0 ? -1 : 1;
      points.value = String(Math.min(Math.max(now + by, 0), most));
      changed(PAUSE.points);
    };
    const go = (by) => {
      const next = rows[index + by];
      const field = next && next.querySelector("[data-points]");
      if (!field) return;
      field.focus();
      next.querySelector(".criterion__score").scrollIntoView({ block: "nearest" });
    };

    points.addEventListener("focus", () => points.select());
    points.addEventListener("input", () => changed(PAUSE.points));
    points.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      const by = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      if (event.shiftKey && event.key !== "Enter") step(-by);
      else go(event.shiftKey ? -by : by);
    });
    comment.addEventListener("input", (event) => {
      if (!event.isComposing) changed(PAUSE.comment);
    });
    comment.addEventListener("compositionend", () => changed(PAUSE.comment));
    comment.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) points.focus();
    });
    [points, comment].forEach((field) => field.addEventListener("blur", save));
    row.querySelectorAll("[data-step]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => step(Number(button.dataset.step)));
    });
    row.querySelector("[data-mine]").addEventListener("click", () => settle(true));
    row.querySelector("[data-theirs]").addEventListener("click", () => settle(false));
    window.addEventListener("online", save);
    sheet.addEventListener("submit", () => { isOver = true; clearTimeout(waiting); });
    window.addEventListener("pageshow", () => { isOver = false; });
  };

  rows.forEach(startRow);
  sheet.classList.add("is-panes");
  const wanted = rows.find((row) => row.querySelector("[aria-invalid=true]")) || rows[0];
  show(wanted);
})();
