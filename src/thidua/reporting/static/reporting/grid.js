// The grid as a spreadsheet: arrows and Enter move, a pasted block spreads, and what is typed saves itself.
// Without this script the grid is one form with a button, and a block is pasted into the box below it.
(() => {
  const form = document.getElementById("luoi");
  if (!form) return;
  const delay = 900;
  const patience = 5000;
  const status = document.getElementById("da-luu");
  const touched = new Set();
  let timer = 0;
  let isSaving = false;

  const cellAt = (row, column) => form.elements.namedItem(`o${row}-${column}`);
  const placeOf = (input) => {
    const found = /^o(\d+)-(\d+)$/.exec(input?.name ?? "");
    return found && [Number(found[1]), Number(found[2])];
  };
  const plain = (text) => text.trim().split(/\s+/).join(" ");
  const columns = form.elements.namedItem("cot").value.split(",");

  const mark = (input, look, icon, words) => {
    const cell = input.parentElement;
    cell.className = look;
    let note = cell.querySelector(".cs");
    if (!note) {
      note = document.createElement("span");
      note.className = "cs";
      note.id = `s${input.name}`;
      cell.append(note);
      input.setAttribute("aria-describedby", note.id);
    }
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    drawing.setAttribute("class", "ic");
    drawing.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `#i-${icon}`);
    drawing.append(use);
    note.replaceChildren(drawing, words);
  };

  const tell = (words, look) => {
    status.className = look ? `save ${look}` : "save";
    status.textContent = words;
  };

  // --- moving ---

  const step = (input, rows, across) => {
    const [row, column] = placeOf(input);
    for (let far = 1; far < 200; far += 1) {
      const next = cellAt(row + rows * far, column + across * far);
      if (next) {
        next.focus();
        next.select();
        return;
      }
    }
  };
  const ways = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!placeOf(input) || event.isComposing || event.altKey || event.metaKey) return;
    if (event.key === "Escape") {
      input.value = input.dataset.before ?? input.value;
      return;
    }
    const way = ways[event.key];
    if (!way || (event.ctrlKey && event.key === "Enter")) return;
    const isAcross = way[1] !== 0;
    const isAtEnd = way[1] < 0 ? input.selectionEnd === 0 : input.selectionStart === input.value.length;
    const isWhole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    if (isAcross && !isAtEnd && !isWhole) return;
    event.preventDefault();
    step(input, event.key === "Enter" && event.shiftKey ? -1 : way[0], way[1]);
  });

  form.addEventListener("focusin", (event) => {
    if (placeOf(event.target)) event.target.dataset.before = event.target.value;
  });

  // --- pasting ---

  form.addEventListener("paste", (event) => {
    const place = placeOf(event.target);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!place || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const lines = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n");
    lines.forEach((line, down) => {
      line.split("\t").forEach((value, across) => {
        const input = cellAt(place[0] + down, place[1] + across);
        if (!input || input.readOnly || !value.trim()) return;
        input.value = plain(value);
        touch(input);
      });
    });
  });

  // --- saving ---

  const touch = (input) => {
    touched.add(input);
    mark(input, "c-wait", "clock", "Chưa lưu");
    tell(`Còn ${touched.size} ô chưa lưu.`, "wait");
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  const keep = (input, version) => {
    const [row, column] = placeOf(input);
    const texts = form.elements.namedItem(`c${row}`);
    const versions = form.elements.namedItem(`b${row}`);
    const told = texts.value.split("\t");
    const known = versions.value.split(",");
    told[column] = plain(input.value);
    columns.forEach((key, place) => {
      if (key.replace(":b", "") === columns[column].replace(":b", "")) known[place] = String(version);
    });
    texts.value = told.join("\t");
    versions.value = known.join(",");
  };

  const partsOf = (input) => {
    const [row, column] = placeOf(input);
    const key = columns[column].replace(":b", "");
    return columns
      .map((other, place) => (other.replace(":b", "") === key ? cellAt(row, place) : null))
      .filter(Boolean);
  };

  const packed = (inputs) => {
    const data = new FormData();
    for (const name of ["csrfmiddlewaretoken", "hang", "cot"]) data.set(name, form.elements.namedItem(name).value);
    for (const input of inputs) {
      const [row] = placeOf(input);
      data.set(`b${row}`, form.elements.namedItem(`b${row}`).value);
      data.set(`c${row}`, form.elements.namedItem(`c${row}`).value);
      for (const part of partsOf(input)) data.set(part.name, part.value);
    }
    return data;
  };

  const clashed = (answer) => {
    for (const cell of answer.cells ?? []) {
      const input = form.elements.namedItem(cell.name);
      touched.delete(input);
      const value = input.value;
      const [row, column] = placeOf(input);
      const before = form.elements.namedItem(`c${row}`).value.split("\t")[column];
      input.value = before;
      keep(input, cell.version);
      input.value = value;
      mark(input, cell.look, cell.icon, cell.words);
    }
    tell(answer.sentence, "wait");
  };

  const saved = (answer, sent) => {
    const told = new Map(answer.cells.map((cell) => [cell.name, cell]));
    for (const [input, value] of sent) {
      const cell = told.get(partsOf(input)[0].name);
      if (!cell) continue;
      const now = input.value;
      input.value = value;
      keep(input, cell.version);
      input.value = now;
      if (now !== value) continue;
      touched.delete(input);
      if (cell.is_faulty) mark(input, "c-bad", "alert-octagon", "Cần sửa");
      else if (value.trim()) mark(input, "c-ok", "circle-check", `Đã lưu ${answer.at}`);
      else mark(input, "c-no", "circle-dashed", "Chưa có");
    }
    const sums = form.querySelectorAll(".tot td");
    answer.totals.forEach((total, place) => {
      if (total !== null && sums[place]) sums[place].textContent = total;
    });
    form.querySelector(".tot th").textContent = answer.sum;
    showReady(answer.ready);
    tell(touched.size ? `Còn ${touched.size} ô chưa lưu.` : `Đã lưu lúc ${answer.at}.`, touched.size ? "wait" : "ok");
  };

  const showReady = (ready) => {
    const hand = document.getElementById("nop");
    if (!hand) return;
    hand.hidden = !ready.length;
    hand.querySelectorAll("[name=bao-cao]").forEach((old) => old.remove());
    for (const value of ready) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: "bao-cao", value });
      hand.append(input);
    }
    hand.querySelector("[data-ready]").textContent = String(ready.length);
  };

  const save = async () => {
    clearTimeout(timer);
    if (isSaving || !touched.size) return;
    isSaving = true;
    const sent = [...touched].map((input) => [input, input.value]);
    sent.forEach(([input]) => mark(input, "c-ok", "loader-2", "Đang lưu…"));
    try {
      const answer = await fetch(form.dataset.cells, { method: "POST", body: packed(touched) });
      const told = await answer.json();
      if (answer.ok) saved(told, sent);
      else {
        sent.forEach(([input]) => mark(input, "c-wait", "clock", "Chưa lưu"));
        clashed(told);
      }
    } catch {
      sent.forEach(([input]) => mark(input, "c-wait", "wifi-off", "Chưa gửi"));
      tell(`Mất mạng: còn ${touched.size} ô chưa lưu. Máy sẽ tự lưu khi có mạng.`, "wait");
      timer = setTimeout(save, patience);
    } finally {
      isSaving = false;
    }
    if ([...touched].some((input) => !sent.some(([old]) => old === input))) timer = setTimeout(save, delay);
  };

  form.addEventListener("input", (event) => {
    if (placeOf(event.target)) touch(event.target);
  });
  addEventListener("online", save);
  addEventListener("beforeunload", (event) => {
    if (touched.size && !form.dataset.isSent) event.preventDefault();
  });
  document.addEventListener("submit", () => {
    form.dataset.isSent = "yes";
  });
})();
