// Goes through the figures to verify by keyboard: J K or arrows, Đ for right, T for sending back. Keys count only while the
// table has the focus. Without this script every row has its buttons.
(() => {
  const table = document.querySelector("[data-verify]");
  if (!table) return;
  document.getElementById("phim").hidden = false;
  let place = -1;

  const rows = () => [...table.querySelectorAll("tbody tr")];
  const isTyping = (element) => Boolean(element.closest("textarea, select, input:not([type=checkbox])"));
  const go = (to) => {
    const all = rows();
    if (!all.length) return;
    place = Math.max(0, Math.min(to, all.length - 1));
    all[place].tabIndex = -1;
    all[place].focus();
  };
  const press = (row) => row?.querySelector("button[data-do=dat]")?.click();
  const open = (row) => {
    const details = row?.querySelector("details[data-do=tra-lai]");
    if (!details) return;
    details.open = true;
    details.querySelector("input[name=ly-do]").focus();
  };
  const KEYS = {
    j: () => go(place + 1),
    ArrowDown: () => go(place + 1),
    k: () => go(place - 1),
    ArrowUp: () => go(place - 1),
    "đ": () => press(rows()[place]),
    d: () => press(rows()[place]),
    t: () => open(rows()[place]),
  };

  table.addEventListener("focusin", (event) => {
    const row = event.target.closest("tbody tr");
    if (row) place = rows().indexOf(row);
  });
  table.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const deed = KEYS[event.key] ?? KEYS[event.key.toLowerCase()];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  table.addEventListener("htmx:afterSettle", (event) => {
    if (!isTyping(event.target)) go(place);
  });
})();
