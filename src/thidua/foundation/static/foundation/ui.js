// Makes the two display switches instant, names a chosen file, prints, clears what a machine kept for an account
// when it signs out, and puts the focus where a reader starts.
// Without this script the switches are forms answered by the server, which keeps the same two cookies.
(() => {
  const root = document.documentElement;
  const year = 31536000;

  const keep = (name, value) => {
    document.cookie = `${name}=${value};path=/;max-age=${year};samesite=lax`;
  };

  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "toi" : matchMedia("(prefers-color-scheme: dark)").matches;

  const switches = {
    theme: () => {
      root.dataset.theme = isDark() ? "sang" : "toi";
      keep("giao-dien", root.dataset.theme);
    },
    text: () => {
      root.dataset.text = root.dataset.text === "lon" ? "thuong" : "lon";
      keep("co-chu", root.dataset.text);
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-ui]");
    if (!button) return;
    event.preventDefault();
    switches[button.dataset.ui]();
  });

  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector("details.menu[open]");
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.querySelector("main input[type=search]");
    const link = document.querySelector("a[data-search]");
    if (!box && !link) return;
    event.preventDefault();
    if (box) box.focus();
    else location.assign(link.href);
  });

  document.addEventListener("change", (event) => {
    const name = event.target.type === "file" && event.target.parentElement.querySelector("[data-file-name]");
    if (!name) return;
    const files = [...event.target.files];
    name.textContent = files.length ? files.map((file) => file.name).join(", ") : "Chưa chọn tệp nào";
  });

  // What waits in this browser for a network is of one account. Leaving with it asks first, and it is taken
  // along only once the sign-in page stands there: until then the account has not left.
  const LEAVING = "dang-thoat";
  const stored = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name)) || {};
    } catch {
      return {};
    }
  };
  const unsent = (account) => {
    const typed = [...document.querySelectorAll("[data-unsaved]")].map((one) => Number(one.dataset.unsaved));
    return typed.reduce((sum, more) => sum + more, Object.keys(stored(`cho-gui:${account}`)).length);
  };
  const forget = (account) => {
    ["cho-gui", "da-luu"].forEach((name) => localStorage.removeItem(`${name}:${account}`));
    if (window.caches) caches.delete(`trang:${account}`);
    if (window.indexedDB) indexedDB.deleteDatabase(`anh:${account}`);
  };

  document.addEventListener("submit", (event) => {
    const account = event.target.dataset.signOut;
    if (account === undefined) return;
    const count = unsent(account);
    if (!count || event.target.dataset.sure) {
      localStorage.setItem(LEAVING, account);
      return;
    }
    event.preventDefault();
    document.querySelectorAll("[data-sign-out]").forEach((form) => { form.dataset.sure = "1"; });
    const note = document.getElementById("thong-bao");
    if (!note) return;
    note.innerHTML = '<div class="note risk"><p></p></div>';
    note.querySelector("p").textContent = `Còn ${count} số chưa gửi trong máy này. Thoát là mất các số ấy. Vẫn thoát thì bấm “Thoát” lần nữa.`;
    note.scrollIntoView();
  });

  try {
    const left = localStorage.getItem(LEAVING);
    if (left !== null && document.querySelector("[data-signed-out]")) forget(left);
    if (left !== null) localStorage.removeItem(LEAVING);
  } catch {
    // a browser that keeps nothing has nothing to take along
  }

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });

  const errors = document.querySelector(".errors");
  if (errors) errors.focus();
})();
