// Spreads a pasted block over the grid, tells which cells of it were not taken and why, and takes it back.
(() => {
  const grid = globalThis.thiduaGrid;
  const note = document.getElementById("da-dan");
  if (!grid || !note) return;
  const { form, cellAt, placeOf, plain, touch } = grid;
  const SHOWN = 10;
  let last = [];
  let isFresh = false;

  // Why nothing can be put there; an empty string where it can, or where the same stands there already.
  const refusal = (row, column, text) => {
    const input = cellAt(row, column);
    if (input && (!input.readOnly || plain(input.value) === text)) return "";
    if (input) return "đã gửi";
    const isInside = document.getElementById(`u${row}`) && document.getElementById(`k${column}`);
    return isInside ? "không giao hoặc chỉ được xem" : "ngoài lưới";
  };
  const nameOf = (row, column) => {
    const words = (id) => document.getElementById(id)?.innerText.replace(/\s+/g, " ").trim();
    return `${words(`u${row}`) ?? `dòng thứ ${row + 1}`}, ${words(`k${column}`) ?? `cột thứ ${column + 1}`}`;
  };

  const lay = (text, [row, column]) => {
    const laid = [];
    const left = [];
    text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").forEach((line, down) => {
      line.split("\t").forEach((raw, across) => {
        const value = plain(raw);
        if (!value) return;
        const why = refusal(row + down, column + across, value);
        const input = cellAt(row + down, column + across);
        if (why) left.push(`${nameOf(row + down, column + across)}: “${value}” (${why})`);
        else if (input && !input.readOnly) laid.push({ input, before: input.value, value });
      });
    });
    return { laid, left };
  };

  const show = (words, left) => {
    const list = note.querySelector("[data-left]");
    const lines = left.slice(0, SHOWN);
    if (left.length > SHOWN) lines.push(`… và ${left.length - SHOWN} ô khác.`);
    list.replaceChildren(
      ...lines.map((text) => {
        const line = document.createElement("li");
        line.textContent = text;
        return line;
      }),
    );
    list.hidden = !left.length;
    note.className = left.length ? "note slow" : "note";
    note.querySelector("[data-words]").textContent = words;
    note.querySelector("[data-undo]").hidden = !last.length;
    note.hidden = false;
  };

  const undo = () => {
    const back = last.filter(({ input, value }) => input.value === value);
    back.forEach(({ input, before }) => {
      input.value = before;
      touch(input);
    });
    const changed = last.length - back.length;
    last = [];
    show(`Đã hoàn tác ${back.length} ô.${changed ? ` ${changed} ô đã ghi khác sau khi dán nên để nguyên.` : ""}`, []);
  };

  form.addEventListener("paste", (event) => {
    const place = placeOf(event.target);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!place || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const { laid, left } = lay(text, place);
    laid.forEach(({ input, value }) => {
      input.value = value;
      touch(input);
    });
    last = laid;
    isFresh = true;
    show(`Đã dán ${laid.length} ô.${left.length ? ` Không nhận ${left.length} ô:` : ""}`, left);
  });
  form.addEventListener("input", () => {
    isFresh = false;
  });
  form.addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (!isUndo || !isFresh || !last.length) return;
    event.preventDefault();
    undo();
  });
  note.querySelector("[data-undo]").addEventListener("click", undo);
})();
