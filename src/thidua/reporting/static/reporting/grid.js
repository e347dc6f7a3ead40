// The grid as a spreadsheet: arrows and Enter move, a pasted block spreads, and what is typed saves itself.
// Without this script the grid is one form with a button, and a block is pasted into the box below it.
(() => {
  const form = document.getElementById("luoi");
  if (!form) return;
  const delay = 900;
  const patience = 5000;
  const status = document.getElementById("da-luu");
  const touched = new Set();
  const held = new Set();
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

  // --- saving ---

  // Clashed cells wait for whoever typed them; the others go on by themselves. Both are lost with the page.
  const left = () => touched.size + held.size;
  const sayLeft = () => {
    form.dataset.unsaved = String(left());
    if (left()) tell(`Còn ${left()} ô chưa lưu.`, "wait");
  };

  const touch = (input) => {
    touched.add(input);
    held.delete(input);
    mark(input, "c-wait", "clock", "Chưa lưu");
    sayLeft();
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
    for (const name of ["hang", "cot"]) data.set(name, form.elements.namedItem(name).value);
    data.set("tai-khoan", form.dataset.account);
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
      held.add(input);
      const value = input.value;
      const [row, column] = placeOf(input);
      const before = form.elements.namedItem(`c${row}`).value.split("\t")[column];
      input.value = before;
      keep(input, cell.version);
      input.value = value;
      mark(input, cell.look, cell.icon, cell.words);
    }
    form.dataset.unsaved = String(left());
    tell(`${answer.sentence} Còn ${left()} ô chưa lưu.`, "wait");
    if (answer.cells?.length && touched.size) timer = setTimeout(save, delay);
  };

  // What was typed and taken back is as it was saved before: the server tells nothing of it.
  const settle = (input, value, at) => {
    if (input.value !== value) return;
    touched.delete(input);
    if (value.trim()) mark(input, "c-ok", "circle-check", `Đã lưu ${at}`);
    else mark(input, "c-no", "circle-dashed", "Chưa có");
  };

  const saved = (answer, sent) => {
    const told = new Map(answer.cells.map((cell) => [cell.name, cell]));
    for (const [input, value] of sent) {
      const cell = told.get(partsOf(input)[0].name);
      if (!cell) {
        settle(input, value, answer.at);
        continue;
      }
      const now = input.value;
      input.value = value;
      keep(input, cell.version);
      input.value = now;
      settle(input, value, answer.at);
      if (now === value && cell.is_faulty) mark(input, "c-bad", "alert-octagon", "Cần sửa");
    }
    const sums = form.querySelectorAll(".tot td");
    answer.totals.forEach((total, place) => {
      if (total !== null && sums[place]) sums[place].textContent = total;
    });
    form.querySelector(".tot th").textContent = answer.sum;
    showReady(answer.ready);
    sayLeft();
    if (!left()) tell(`Đã lưu lúc ${answer.at}.`, "ok");
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

  // The session ended: what was typed stays here, and is saved once somebody has signed in beside this page.
  const signInFirst = (address) => {
    const link = document.createElement("a");
    Object.assign(link, { href: address || "/", target: "_blank", rel: "noopener", textContent: "Đăng nhập ở thẻ mới" });
    tell(`Phiên làm việc đã hết, còn ${left()} ô chưa lưu. `, "wait");
    status.append(link, " rồi quay lại đây, các ô tự lưu.");
  };

  const wait = (sent, words, say) => {
    sent.forEach(([input]) => mark(input, "c-wait", words === "Chưa gửi" ? "wifi-off" : "clock", words));
    say();
    timer = setTimeout(save, patience);
  };

  const answered = async (answer, sent) => {
    if (answer.status === 204 || answer.type === "opaqueredirect") {
      wait(sent, "Chưa lưu", () => signInFirst(answer.headers.get("HX-Redirect")));
      return;
    }
    const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!isTold) {
      const words = `Máy chủ chưa nhận được, còn ${left()} ô chưa lưu. Máy sẽ tự lưu lại.`;
      wait(sent, "Chưa lưu", () => tell(words, "wait"));
      return;
    }
    const told = await answer.json();
    if (answer.ok) saved(told, sent);
    else {
      sent.forEach(([input]) => mark(input, "c-wait", "clock", "Chưa lưu"));
      clashed(told);
    }
  };

  const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? form.elements.namedItem("csrfmiddlewaretoken").value;

  const save = async () => {
    clearTimeout(timer);
    if (isSaving || !touched.size) return;
    isSaving = true;
    const sent = [...touched].map((input) => [input, input.value]);
    sent.forEach(([input]) => mark(input, "c-ok", "loader-2", "Đang lưu…"));
    const how = {
      method: "POST",
      body: packed(touched),
      redirect: "manual",
      headers: { "HX-Request": "true", "X-CSRFToken": token() },
    };
    try {
      await answered(await fetch(form.dataset.cells, how), sent);
    } catch {
      wait(sent, "Chưa gửi", () => tell(`Mất mạng: còn ${left()} ô chưa lưu. Máy sẽ tự lưu khi có mạng.`, "wait"));
    } finally {
      isSaving = false;
    }
    if ([...touched].some((input) => !sent.some(([old]) => old === input))) timer = setTimeout(save, delay);
  };

  form.addEventListener("input", (event) => {
    if (placeOf(event.target)) touch(event.target);
  });
  addEventListener("online", save);
  addEventListener("focus", save);
  addEventListener("beforeunload", (event) => {
    if (left() && !form.dataset.isSent) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    if (event.target === form) form.dataset.isSent = "yes";
    if (event.target.id !== "nop" || !left()) return;
    event.preventDefault();
    tell(`Còn ${left()} ô chưa lưu. Chờ lưu xong rồi bấm nộp.`, "wait");
    save();
  });

  globalThis.thiduaGrid = { form, cellAt, placeOf, plain, touch };
})();
