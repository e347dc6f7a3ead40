// Keeps what was typed and has not reached the server, in this browser, one account apart from another; sends it
// in the order it was typed as soon as there is a network, and never over what somebody else saved meanwhile.
// Pages that hold an element with data-account load it; cards of a form hear of it by events on the document.
(() => {
  const holder = document.querySelector("[data-account]");
  if (!holder) return;
  const account = holder.dataset.account;
  const WAITING = `cho-gui:${account}`;
  const SAVED = `da-luu:${account}`;
  const files = globalThis.thiduaFiles;
  const MOST_SAVED = 120;
  const SOON_MS = 1000;
  const LATEST_MS = 20000;
  let pause = SOON_MS;
  let again;
  let isSending = false;
  let isAskedAgain = false;
  let isCut = false;

  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name)) || {};
    } catch {
      return {};
    }
  };
  const write = (name, value) => {
    try {
      if (Object.keys(value).length) localStorage.setItem(name, JSON.stringify(value));
      else localStorage.removeItem(name);
      return true;
    } catch {
      return false;
    }
  };
  const waiting = () => Object.values(read(WAITING)).sort((a, b) => a.order - b.order);
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  const cookie = (name) =>
    document.cookie
      .split("; ")
      .find((part) => part.startsWith(`${name}=`))
      ?.slice(name.length + 1) || document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

  // The one line that says how it stands; looks are templates of the page.
  const say = (look, text) => {
    const line = document.getElementById("luu");
    if (!line) return;
    const icon = document.querySelector(`template[data-look="${look}"]`);
    line.className = `save ${look === "run" ? "" : look}`;
    line.replaceChildren();
    if (icon) line.append(icon.content.cloneNode(true));
    line.append(document.createTextNode(text));
  };

  // Figures that were refused stay until they are changed at their card, or dropped here by whoever typed them.
  const listHeld = (note, held) => {
    const list = note.querySelector("[data-held]");
    const lines = held.map((item) => {
      const line = document.createElement("li");
      const { so, noi, ghi } = item.fields;
      line.textContent = `${item.title}, ${item.name}: ${item.file || so || noi || ghi || ""}. ${item.reason || ""}`;
      return line;
    });
    list.replaceChildren(...lines);
    list.hidden = held.length === 0;
    note.querySelector("[data-drop]").hidden = held.length === 0;
  };

  // "3 số liệu, 1 minh chứng"
  const counted = (items) => {
    const proofs = items.filter((item) => item.file).length;
    const numbers = items.length - proofs;
    return [numbers ? `${numbers} số liệu` : "", proofs ? `${proofs} minh chứng` : ""].filter(Boolean).join(", ");
  };

  const sayWaiting = () => {
    const items = waiting();
    const held = items.filter((item) => item.held);
    const note = document.getElementById("cho-gui");
    if (note) {
      note.hidden = items.length === 0;
      note.querySelector("[data-count]").textContent = held.length
        ? `Có ${counted(held)} chưa lưu được.`
        : `Còn ${new Set(items.map((item) => item.report)).size} báo cáo chưa gửi (${counted(items)}), sẽ gửi khi có mạng.`;
      listHeld(note, held);
    }
    if (held.length) say("wait", `Còn ${counted(held)} chưa lưu được`);
    else if (items.length && isCut) say("wait", `Chưa gửi ${counted(items)} (mất mạng)`);
  };

  const put = (item) => {
    const all = read(WAITING);
    const known = all[item.cell];
    all[item.cell] = {
      ...item,
      version: known && item.choice === undefined ? known.version : item.version,
      order: known ? known.order : Date.now(),
      stamp: `${Date.now()}-${Math.random()}`,
      waited: known ? known.waited : false,
      held: false,
    };
    const isKept = write(WAITING, all);
    if (!isKept) say("wait", "Máy đã đầy bộ nhớ, số vừa ghi chưa được giữ");
    return isKept;
  };

  // Returns whether the file is safe in this browser.
  const putFile = async (item, file) => {
    try {
      await files.keep(item.cell, file);
    } catch {
      return false;
    }
    return put({ ...item, file: file.name, fields: {}, version: 0 });
  };

  const drop = (cell) => {
    const all = read(WAITING);
    if (all[cell]?.file) files?.drop(cell).catch(() => undefined);
    delete all[cell];
    write(WAITING, all);
  };
  const change = (cell, values) => {
    const all = read(WAITING);
    if (!all[cell]) return;
    Object.assign(all[cell], values);
    write(WAITING, all);
  };

  const remember = (item, version) => {
    const saved = read(SAVED);
    delete saved[item.cell];
    if (item.choice !== "da-luu") saved[item.cell] = { version, fields: item.fields };
    const cells = Object.keys(saved);
    cells.slice(0, Math.max(0, cells.length - MOST_SAVED)).forEach((cell) => delete saved[cell]);
    write(SAVED, saved);
  };

  const bodyOf = (item) => {
    const body = new URLSearchParams();
    const end = item.key ? `-${item.key}` : "";
    Object.entries(item.fields).forEach(([name, text]) => body.set(`${name}${end}`, text));
    if (item.key) body.set(`v${end}`, item.version);
    if (item.choice !== undefined) body.set(`lay${end}`, item.choice);
    if (item.waited) body.set("duong", "offline");
    body.set("tai-khoan", account);
    return body;
  };

  // Nothing where the browser has lost the file.
  const fileBodyOf = async (item) => {
    const file = await files?.take(item.cell).catch(() => undefined);
    if (!file) return undefined;
    const body = new FormData();
    body.set("file", file, item.file);
    body.set("url", "");
    body.set("_once", item.once);
    body.set("tai-khoan", account);
    return body;
  };

  const post = (url, body) =>
    fetch(url, {
      method: "POST",
      body,
      credentials: "same-origin",
      redirect: "manual",
      headers: { "HX-Request": "true", "X-CSRFToken": cookie("csrftoken") },
    });

  // What was typed while this was on its way stands on what this has left.
  const follow = (item, now, version) => ({
    version: version ?? now.version,
    choice: undefined,
    ...("ghi-cu" in now.fields ? { fields: { ...now.fields, "ghi-cu": item.fields.ghi } } : {}),
  });

  const arrived = (item, html, version, at) => {
    const now = read(WAITING)[item.cell];
    if (now && now.stamp !== item.stamp) change(item.cell, follow(item, now, version));
    else drop(item.cell);
    if (version !== undefined) remember(item, version);
    tell("thidua:luu", { item, html, isLast: !now || now.stamp === item.stamp });
    say("ok", item.file ? "Đã gửi minh chứng" : `Đã lưu ${at}`);
  };

  // A refusal is about what was sent: what was typed since goes on its way by itself, on the version it had.
  const refused = (item, html) => {
    if (read(WAITING)[item.cell]?.stamp !== item.stamp) return;
    const told = new DOMParser().parseFromString(html, "text/html").querySelector(".note p");
    change(item.cell, { held: true, reason: told?.textContent.trim() });
    tell("thidua:giu", { item, html });
  };

  // Returns whether the next one may be tried.
  const send = async (item) => {
    const body = item.file ? await fileBodyOf(item) : bodyOf(item);
    if (!body) {
      change(item.cell, { held: true, reason: "Tệp không còn trong máy này. Nhờ chọn lại." });
      return true;
    }
    let answer;
    try {
      answer = await post(item.url, body);
    } catch {
      isCut = true;
      change(item.cell, { waited: true });
      return false;
    }
    if (answer.status === 204 || answer.type === "opaqueredirect") {
      say("wait", "Đăng nhập lại để gửi số đã ghi");
      return false;
    }
    if (answer.status >= 500) {
      isCut = true;
      return false;
    }
    isCut = false;
    const html = await answer.text();
    const version = html.match(/name="v-[0-9a-f]+" value="(\d+)"/)?.[1];
    const at = html.match(/data-saved="([^"]+)"/)?.[1] || new Date().toTimeString().slice(0, 5);
    if (answer.ok) arrived(item, html, version === undefined ? undefined : Number(version), at);
    else refused(item, html);
    return true;
  };

  // A try that failed is made again, soon and then seldomer; whoever asks while one is on its way gets another.
  const rest = () => {
    clearTimeout(again);
    const isLeft = waiting().some((item) => !item.held);
    if (isLeft) again = setTimeout(flush, isAskedAgain ? 0 : pause);
    pause = isLeft && !isAskedAgain ? Math.min(pause * 2, LATEST_MS) : SOON_MS;
    isAskedAgain = false;
  };

  const flush = async () => {
    if (isSending) return;
    isSending = true;
    const tried = new Set();
    try {
      for (;;) {
        const item = waiting().find((one) => !one.held && !tried.has(one.stamp));
        if (!item) break;
        tried.add(item.stamp);
        if (!isCut) say("run", "Đang lưu…");
        if (!(await send(item))) break;
      }
    } finally {
      isSending = false;
    }
    sayWaiting();
    rest();
  };
  const flushNow = () => {
    pause = SOON_MS;
    isAskedAgain = isSending;
    flush();
  };

  const exported = () => {
    const [proofs, numbers] = [waiting().filter((item) => item.file), waiting().filter((item) => !item.file)];
    const items = numbers.map((item) => ({
      bao_cao: item.title,
      ma_bao_cao: item.report,
      chi_tieu: item.name,
      ma_chi_tieu: item.target || "",
      ghi: item.fields,
      phien_ban: item.version,
      ghi_luc: new Date(item.order).toISOString(),
    }));
    const names = proofs.map((item) => ({ bao_cao: item.title, chi_tieu: item.name, ten_tep: item.file }));
    const now = new Date().toISOString();
    const file = { loai: "thidua-chua-gui", ban: 1, xuat_luc: now, so_lieu: items, minh_chung: names };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
    link.download = `so-lieu-chua-gui-${file.xuat_luc.slice(0, 10)}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  // The worker keeps pages by the account they name; the first page of a visit it has to be told of.
  const keepPages = async () => {
    if (!("serviceWorker" in navigator) || !window.caches) return;
    try {
      const isKept = Boolean(navigator.serviceWorker.controller);
      await navigator.serviceWorker.register("/sw.js");
      if (!navigator.onLine) return;
      const { active } = await navigator.serviceWorker.ready;
      if (!isKept) active.postMessage({ keep: location.pathname });
      const loaded = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
      const own = loaded.filter((url) => url.origin === location.origin && url.pathname.startsWith("/static/"));
      await (await caches.open("tep")).addAll([...new Set(own.map((url) => url.href))]);
    } catch {
      // without a cache the page needs the network, and nothing else changes
    }
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-export]")) exported();
    if (event.target.closest("[data-send]")) flushNow();
    if (event.target.closest("[data-drop]")) {
      waiting().filter((item) => item.held).forEach((item) => drop(item.cell));
      location.reload();
    }
  });
  window.addEventListener("online", flushNow);
  window.addEventListener("offline", () => {
    isCut = true;
    sayWaiting();
    if (!waiting().length) say("wait", "Mất mạng: số ghi tiếp được giữ trong máy này");
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flushNow());

  globalThis.thiduaQueue = { put, putFile, drop, flush, post, say, waiting, saved: () => read(SAVED) };
  document.querySelectorAll("[data-export], [data-send]").forEach((button) => {
    button.hidden = false;
  });
  sayWaiting();
  document.addEventListener("DOMContentLoaded", flush);
  window.addEventListener("load", keepPages);
})();
