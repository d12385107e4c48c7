/* The record page: rows are added in place, what is typed stays on the device, and sending waits for a signal.
   Without this file the page is a plain form. */
import { draftsFor, dropDraft, hand, keepDraft, owner, send } from "./outbox.js";

const form = document.querySelector("form[data-record]");
const box = document.querySelector("[data-drafts]");
const says = form.querySelector("[data-kept]");
const PAUSE = 400;
const NOT_KEPT = ["csrfmiddlewaretoken", "photo", "more"];

const newKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

const addRow = (rows) => {
  const total = rows.querySelector("[name$=TOTAL_FORMS]");
  const number = Number(total.value);
  const row = rows.querySelector("template").content.cloneNode(true);
  for (const node of row.querySelectorAll("*")) {
    for (const { name, value } of [...node.attributes]) {
      if (value.includes("__prefix__")) node.setAttribute(name, value.replaceAll("__prefix__", number));
    }
  }
  row.firstElementChild.setAttribute("aria-label", `${rows.querySelector("legend").textContent} ${number + 1}`);
  rows.insertBefore(row, rows.querySelector("[data-add]"));
  total.value = number + 1;
  return rows.querySelector(`[name^="${rows.dataset.rows}-${number}-"]`);
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add]");
  if (!button) return;
  event.preventDefault();
  addRow(button.closest("[data-rows]")).focus();
});

const isShut = (key) => ("locks" in navigator
  ? navigator.locks.request(`record:${key}`, { ifAvailable: true }, (lock) => !lock)
  : Promise.resolve(false));
let release = () => {};
// While this window writes a record, no other window of the device offers to go on with it.
const holdOn = (key) => {
  release();
  if (!("locks" in navigator)) return;
  navigator.locks.request(`record:${key}`, () => new Promise((resolve) => { release = resolve; }));
};

const written = () => ({
  key: form.elements.client_key.value,
  owner,
  action: location.pathname,
  company: form.dataset.company,
  at: new Date().toISOString(),
  fields: [...new FormData(form)].filter(([name]) => !NOT_KEPT.includes(name)),
  photo: form.elements.photo.files[0] || null,
});

const fill = (row) => {
  for (const rows of form.querySelectorAll("[data-rows]")) {
    const [, total] = row.fields.find(([name]) => name === `${rows.dataset.rows}-TOTAL_FORMS`) || ["", "0"];
    while (Number(rows.querySelector("[name$=TOTAL_FORMS]").value) < Number(total)) addRow(rows);
  }
  for (const control of form.querySelectorAll("input[type=radio], input[type=checkbox]")) {
    control.checked = row.fields.some(([name, value]) => name === control.name && value === control.value);
  }
  for (const [name, value] of row.fields) {
    const control = form.elements[name];
    if (control && control.type !== "checkbox" && !(control instanceof RadioNodeList)) control.value = value;
  }
  putPhoto(row.photo);
};

const putPhoto = (photo) => {
  if (!photo) return;
  const carried = new DataTransfer();
  carried.items.add(photo);
  form.elements.photo.files = carried.files;
};

let pause = 0;
let hasLeft = false;
const keep = async () => {
  clearTimeout(pause);
  if (hasLeft) return;
  try {
    await keepDraft(written());
    says.textContent = "書いた内容をこの端末に残しています。";
  } catch {
    says.textContent = "この端末には書きかけを残せません。こまめに保存してください。";
  }
};

const startAnew = () => {
  form.reset();
  form.elements.client_key.value = newKey();
  const now = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000);
  form.elements.started_at.value = now.toISOString().slice(0, 16);
  holdOn(form.elements.client_key.value);
  hasLeft = false;
  form.hidden = false;
  box.hidden = true;
};

const told = (sentence, ...buttons) => {
  const words = document.createElement("p");
  words.textContent = sentence;
  const actions = document.createElement("div");
  actions.className = "actions";
  actions.append(...buttons);
  box.replaceChildren(words, actions);
  box.hidden = false;
};

const button = (label, look, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `button button--small ${look}`;
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
};

const offer = async () => {
  const mine = form.elements.client_key.value;
  const drafts = await draftsFor(location.pathname);
  putPhoto(drafts.find((row) => row.key === mine)?.photo);
  for (const row of drafts.filter((each) => each.key !== mine)) {
    if (await isShut(row.key)) continue;
    const at = new Date(row.at).toLocaleString("ja-JP", { dateStyle: "medium", timeStyle: "short" });
    const [, subject] = row.fields.find(([name]) => name === "subject") || ["", ""];
    told(
      `この端末に書きかけの記録があります(${at}${subject ? ` 「${subject}」` : ""})。`,
      button("続きを書く", "", () => {
        fill(row);
        holdOn(row.key);
        box.hidden = true;
      }),
      button("書きかけを消す", "button--text", async () => {
        await dropDraft(row.key);
        box.hidden = true;
      }),
    );
    return;
  }
};

const submit = async (event) => {
  event.preventDefault();
  clearTimeout(pause);
  hasLeft = true;
  const row = written();
  try {
    await hand(row);
  } catch {
    form.submit();
    return;
  }
  says.textContent = "送っています。";
  const outcome = await send(row.key);
  if (outcome.state === "refused") {
    form.submit();
    return;
  }
  form.reset();
  release();
  if (outcome.state === "kept") {
    location.href = outcome.url;
    return;
  }
  form.hidden = true;
  if (outcome.state === "gone") {
    told("この記録は送れませんでした。企業が共有をやめたか、連携が終わったため、この企業のケースは開けなくなっています。書いた内容はこの端末に残っていて、上の欄で読めます。");
  } else {
    told(
      "記録をこの端末に預かりました。この画面を開いておくか、後で支援の画面を開くと、自動で送ります。",
      ...("new" in form.dataset ? [button("続けて別の記録を書く", "button--second", startAnew)] : []),
    );
  }
  window.scrollTo(0, 0);
};

if ("keeps" in form.dataset && owner && "indexedDB" in window) {
  holdOn(form.elements.client_key.value);
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE);
  });
  window.addEventListener("pagehide", () => { if (pause) keep(); });
  form.addEventListener("submit", submit);
  offer().catch(() => {});
}
