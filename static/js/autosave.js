/* Keeps what is typed without a press of a button, and says when. Without this file the buttons do the same. */
(() => {
  "use strict";

  const PAUSE = 1_500;
  const AGAIN = 10_000;

  const startAutosave = (form) => {
    const says = form.querySelector("[data-autosave-says]");
    let waiting = 0;
    let isDirty = false;
    let isBusy = false;
    let hasStopped = false;

    const say = (sentence, tone = "") => {
      says.textContent = sentence;
      says.dataset.tone = tone;
    };
    const later = (delay) => {
      clearTimeout(waiting);
      waiting = setTimeout(save, delay);
    };
    const offline = () => {
      say("つながりません。入力した内容はこの画面に残っています。つながりしだい保存します。", "care");
      isDirty = true;
      later(AGAIN);
    };
    const answered = async (answer) => {
      if (answer.status === 401) {
        hasStopped = true;
        say("ログインの期限が切れました。「保存する」を押すと、ログインの後に続きから保存できます。", "care");
        return;
      }
      if (!(answer.headers.get("Content-Type") || "").includes("json")) {
        hasStopped = true;
        say("自動では保存できませんでした。「保存する」を押してください。", "care");
        return;
      }
      const told = await answer.json();
      hasStopped = !told.is_kept;
      say(told.sentence, told.is_kept ? "" : "care");
      if (!told.is_kept) return;
      form.elements.version.value = told.version;
      form.elements.seen.value = told.seen;
    };

    async function save() {
      if (isBusy || hasStopped || !isDirty) return;
      isBusy = true;
      isDirty = false;
      try {
        const body = new URLSearchParams(new FormData(form));
        await answered(await fetch(form.action, { method: "POST", headers: { "X-Autosave": "1" }, body }));
      } catch {
        offline();
      } finally {
        isBusy = false;
        if (isDirty && !hasStopped) later(AGAIN);
      }
    }

    form.addEventListener("input", (event) => {
      if (event.isComposing) return;
      isDirty = true;
      later(PAUSE);
    });
    form.addEventListener("compositionend", () => {
      isDirty = true;
      later(PAUSE);
    });
    form.addEventListener("submit", () => {
      hasStopped = true;
      clearTimeout(waiting);
    });
    window.addEventListener("online", save);
    window.addEventListener("pageshow", () => { hasStopped = false; });
  };

  // A chosen file goes at once; its button stays for those who would rather press it.
  const startUpload = (form) => {
    form.querySelector("input[type=file]").addEventListener("change", () => form.requestSubmit());
  };

  document.querySelectorAll("form[data-autosave]").forEach(startAutosave);
  document.querySelectorAll("form[data-upload-at-once]").forEach(startUpload);
})();
