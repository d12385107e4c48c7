/* Records that wait for a signal. They stay on this device, for this person alone, until the house has answered. */
const AGAIN = 15_000;
const bar = document.querySelector("[data-outbox]");
export const owner = bar ? bar.dataset.owner : "";
const PUT_BACK = ["refused", "gone"];

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("support-records", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("drafts", { keyPath: "key" });
    request.result.createObjectStore("outbox", { keyPath: "key" });
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
opened.catch(() => {});

const within = async (stores, act) => {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, "readwrite");
    const asked = act(...stores.map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(asked && asked.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
};
const ours = async (store) => (await within([store], (rows) => rows.getAll())).filter((row) => row.owner === owner);

export const draftsFor = async (action) => (await ours("drafts")).filter((row) => row.action === action);
export const keepDraft = (row) => within(["drafts"], (drafts) => drafts.put(row));
export const dropDraft = (key) => within(["drafts"], (drafts) => drafts.delete(key));
// In one stroke: what was typed is never in neither place.
export const hand = (row) => within(["drafts", "outbox"], (drafts, outbox) => {
  outbox.put({ ...row, state: "waiting", sentence: "" });
  return drafts.delete(row.key);
});
const giveBack = (row) => within(["drafts", "outbox"], (drafts, outbox) => {
  drafts.put(row);
  return outbox.delete(row.key);
});
const forget = (key) => within(["outbox"], (outbox) => outbox.delete(key));

const token = () => bar.querySelector("[name=csrfmiddlewaretoken]");
const freshToken = async () => {
  const answer = await fetch(location.href, { redirect: "manual" });
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-outbox] [name=csrfmiddlewaretoken]");
  if (fresh) token().value = fresh.value;
  return Boolean(fresh);
};

const post = (row) => {
  const body = new FormData();
  row.fields.forEach(([name, value]) => body.append(name, value));
  if (row.photo) body.append("photo", row.photo, row.photo.name);
  body.append("csrfmiddlewaretoken", token().value);
  return fetch(row.action, { method: "POST", headers: { "X-Outbox": "1" }, body, redirect: "manual" });
};

/* What became of one record, new or changed: kept, refused (with the reason), gone (no such case any more), signin, or waiting. */
const sendOne = async (row) => {
  try {
    let answer = await post(row);
    if (answer.status === 403 && (await freshToken())) answer = await post(row);
    if (answer.type === "opaqueredirect" || answer.status === 403) return { state: "signin" };
    if (answer.status === 404) return { state: "gone" };
    if (!(answer.headers.get("Content-Type") || "").includes("json")) return { state: "waiting" };
    const told = await answer.json();
    if (!told.is_kept) return { state: "refused", sentence: told.sentence };
    await forget(row.key);
    return { state: "kept", url: told.url };
  } catch {
    return { state: "waiting" };
  }
};

let isSending = false;
let timer = 0;

export const send = async (key = "") => {
  if (isSending) return { state: "waiting" };
  isSending = true;
  let asked = { state: "waiting" };
  let sent = 0;
  let last = "";
  try {
    for (const row of await ours("outbox")) {
      if (PUT_BACK.includes(row.state) && row.key !== key) continue;
      const outcome = await sendOne(row);
      if (outcome.state === "kept") sent += 1;
      if (PUT_BACK.includes(outcome.state)) {
        if (row.key === key && outcome.state === "refused") await giveBack(row);
        else await within(["outbox"], (outbox) => outbox.put({ ...row, ...outcome }));
      }
      if (row.key === key) asked = outcome;
      last = outcome.state;
    }
  } finally {
    isSending = false;
  }
  await show(sent, last);
  return asked;
};

const SAYS = {
  signin: "ログインすると送ります。",
  waiting: "電波が戻ると自動で送ります。内容はこの端末に残っています。",
};
const WHY = {
  refused: "そのままでは保存できませんでした。開いて直してください。",
  gone: "このケースは開けなくなりました。内容はこの端末に残っています。",
};

const line = (row) => {
  const item = document.createElement("li");
  item.className = "outbox__item";
  const [, subject = ""] = row.fields.find(([name]) => name === "subject") || [];
  item.append(`${row.company} 「${subject}」`);
  if (!PUT_BACK.includes(row.state)) return item;
  const why = document.createElement("p");
  why.textContent = row.sentence || WHY[row.state];
  const text = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "書いた内容を見る";
  const words = document.createElement("p");
  words.className = "outbox__text";
  const shown = ["facts", "manager_said", "own_judgement", "advice", "agreed", "insight"];
  words.textContent = row.fields.filter(([name, value]) => shown.includes(name) && value).map(([, value]) => value).join("\n\n");
  text.append(summary, words);
  const edit = document.createElement("button");
  edit.type = "button";
  edit.className = "button button--small button--second";
  edit.textContent = "開いて直す";
  edit.addEventListener("click", async () => {
    await giveBack(row);
    location.href = row.action;
  });
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "button button--small button--text";
  drop.textContent = "この端末から消す";
  drop.addEventListener("click", async () => {
    await forget(row.key);
    await show();
  });
  item.append(why, text, ...(row.state === "refused" ? [edit] : []), drop);
  return item;
};

export const show = async (sent = 0, last = "") => {
  const rows = await ours("outbox");
  const waiting = rows.filter((row) => !PUT_BACK.includes(row.state));
  const says = [];
  if (sent) says.push(`${sent}件送信しました。`);
  if (waiting.length) says.push(`送信待ち ${waiting.length}件`, SAYS[last] || SAYS.waiting);
  bar.hidden = !rows.length && !sent;
  bar.querySelector("[data-outbox-says]").textContent = says.join(" ");
  bar.querySelector("[data-outbox-items]").replaceChildren(...rows.map(line));
  bar.querySelector("[data-outbox-send]").hidden = !waiting.length;
  clearTimeout(timer);
  if (waiting.length) timer = setTimeout(() => send(), AGAIN);
};

const start = async () => {
  bar.querySelector("[data-outbox-send]").addEventListener("click", () => send());
  window.addEventListener("online", () => send());
  await show();
  if ((await ours("outbox")).length) await send();
};

if (bar && "indexedDB" in window) start().catch(() => {});
