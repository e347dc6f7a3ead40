// Saves each card of a report a second after typing stops, shows how it reads, and shrinks photos before they travel.
// Without this script the form is one POST that keeps all cards.
(() => {
  const form = document.getElementById("bao-cao");
  const queue = globalThis.thiduaQueue;
  if (!form || !queue) return;
  const { report, title, save, check } = form.dataset;
  const WAIT_MS = 900;
  const LONGEST = 1600;
  const NAMES = ["so", "tong", "noi", "gc", "qd"];
  const timers = new Map();

  const cards = () => [...form.querySelectorAll("[data-card]:not([data-locked])")];
  const keyOf = (card) => card.dataset.card.replaceAll("-", "");
  const field = (card, name) => {
    const found = [...card.querySelectorAll(`[name="${name}-${keyOf(card)}"]`)];
    return found.find((one) => one.type !== "radio" || one.checked) || null;
  };
  const typed = (card) =>
    Object.fromEntries(NAMES.map((name) => [name, field(card, name)?.value ?? null]).filter((pair) => pair[1] !== null));

  const itemOf = (card) => {
    const choice = field(card, "lay")?.value;
    return {
      cell: `${report}/${card.dataset.card}`,
      url: `${save}${card.dataset.card}/`,
      report,
      title,
      target: card.dataset.card,
      key: keyOf(card),
      name: card.querySelector("h2").textContent.trim(),
      fields: typed(card),
      version: Number(choice && choice !== "da-luu" ? choice : field(card, "v")?.value || 0),
      ...(choice ? { choice } : {}),
    };
  };
  const noteItem = () => ({
    cell: `${report}/ghi`,
    url: `${location.pathname}ghi-chu/`,
    report,
    title,
    name: "Khó khăn, đề nghị",
    fields: { ghi: form.elements.ghi.value, "ghi-cu": form.elements["ghi-cu"].value },
    version: 0,
  });

  const keep = (place) => {
    clearTimeout(timers.get(place));
    timers.delete(place);
    queue.put(place === form.elements.ghi ? noteItem() : itemOf(place));
  };
  const soon = (place) => {
    clearTimeout(timers.get(place));
    timers.set(
      place,
      setTimeout(() => {
        keep(place);
        queue.flush();
      }, WAIT_MS),
    );
  };
  const keepAll = () => [...timers.keys()].forEach(keep);

  // A word instead of a number empties the number, and a number takes the word back.
  const fit = (card, element) => {
    if (element.name.startsWith("noi-") && ["khong", "kad"].includes(element.value)) {
      ["so", "tong"].forEach((name) => {
        const number = card.querySelector(`input[name="${name}-${keyOf(card)}"]`);
        if (number) number.value = "";
      });
    }
    if (element.name.startsWith("so-") && element.value.trim()) {
      const number = card.querySelector(`input[name="noi-${keyOf(card)}"][value="so"]`);
      if (number) number.checked = true;
    }
  };

  form.addEventListener("input", (event) => {
    const { target: element } = event;
    if (element.type === "file") return;
    if (element === form.elements.ghi) {
      soon(element);
      return;
    }
    const card = element.closest("[data-card]");
    if (!card) return;
    fit(card, element);
    soon(card);
  });

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input:not([type=file])") || event.isComposing) return;
    event.preventDefault();
    const inputs = [...form.querySelectorAll(".unit input, textarea#ghi")];
    inputs[inputs.indexOf(event.target) + 1]?.focus();
  });

  const stands = (html) => new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  const show = (html) => {
    const fresh = stands(html);
    if (fresh) document.getElementById(fresh.id)?.replaceWith(fresh);
    return fresh;
  };

  const noteCell = `${report}/ghi`;
  const showNote = (html) => {
    const seen = stands(html)?.querySelector("[name=ghi-cu]");
    if (seen) show(html);
  };

  document.addEventListener("thidua:luu", ({ detail: { item, html } }) => {
    if (item.cell === noteCell) {
      form.elements["ghi-cu"].value = item.fields.ghi;
      document.getElementById("ket-ghi").querySelector(".note")?.remove();
    }
    if (item.report !== report || !(item.key || item.file)) return;
    const fresh = show(html);
    const asks = fresh?.querySelector(".note.slow");
    const note = document.querySelector(`#so-lieu-${item.key} [data-note]`);
    if (asks && note) note.open = true;
  });
  document.addEventListener("thidua:giu", ({ detail: { item, html } }) => {
    if (item.cell === noteCell) showNote(html);
    if (item.report !== report || !(item.key || item.file)) return;
    if (html.includes("data-result") || item.file) show(html);
    else document.getElementById(`ket-${item.key}`)?.append(stands(html) || "");
  });

  // What waits in this browser, and what it knows to be saved, is newer than a page kept from an earlier visit.
  const fill = (card, fields, version) => {
    Object.entries(fields).forEach(([name, text]) => {
      const all = [...card.querySelectorAll(`[name="${name}-${keyOf(card)}"]`)];
      all.forEach((element) => {
        if (element.type === "radio") element.checked = element.value === text;
        else element.value = text;
      });
    });
    if (version !== undefined) card.querySelector(`[name="v-${keyOf(card)}"]`).value = version;
    card.querySelectorAll("details").forEach((part) => {
      const element = part.querySelector("textarea, input:checked");
      if (element && element.value && element.value !== "so") part.open = true;
    });
  };
  const saved = queue.saved();
  const waiting = new Map(queue.waiting().map((item) => [item.cell, item]));
  cards().forEach((card) => {
    const cell = `${report}/${card.dataset.card}`;
    const known = saved[cell];
    if (known && known.version > Number(field(card, "v").value)) fill(card, known.fields, known.version);
    if (waiting.has(cell)) fill(card, waiting.get(cell).fields);
  });
  const note = waiting.get(noteCell);
  if (note) {
    form.elements.ghi.value = note.fields.ghi;
    form.elements["ghi-cu"].value = note.fields["ghi-cu"] ?? "";
  }
  const sayFile = (card, words) => {
    const line = card?.querySelector("[data-file-name]");
    if (line) line.textContent = words;
  };
  [...waiting.values()]
    .filter((item) => item.file && item.report === report)
    .forEach((item) => sayFile(document.getElementById(`mc-${item.proof}`), `Chờ gửi: ${item.file}`));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    keepAll();
    await queue.flush();
    const left = queue.waiting().filter((item) => item.report === report);
    const held = left.find((item) => item.held);
    if (!left.length) location.assign(check);
    else if (held) document.getElementById(`so-lieu-${held.key}`)?.scrollIntoView();
    else queue.say("wait", "Mất mạng: số đã ghi nằm trong máy này, gửi khi có mạng");
  });
  window.addEventListener("pagehide", keepAll);

  const shrunk = async (file) => {
    if (!file.type.startsWith("image/") || !window.createImageBitmap) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
      return blob ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
    } catch {
      return file;
    }
  };
  const number = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  };

  // A file waits in this browser like a number does, and travels when there is a network.
  form.addEventListener("change", async (event) => {
    const { target: input } = event;
    if (input.type !== "file" || !input.files.length) return;
    const proof = input.closest("[data-proof]");
    const card = input.closest("[data-card]");
    queue.say("run", "Đang giữ minh chứng…");
    const file = await shrunk(input.files[0]);
    const once = number();
    const item = {
      cell: `${report}/${card.dataset.card}/${once}`,
      url: proof.dataset.proof,
      report,
      title,
      name: card.querySelector("h2").textContent.trim(),
      proof: keyOf(card),
      once,
    };
    input.value = "";
    if (await queue.putFile(item, file)) {
      sayFile(proof, `Chờ gửi: ${file.name}`);
      queue.flush();
    } else {
      sayFile(proof, "Máy không giữ được minh chứng. Nhờ chọn lại khi có mạng.");
      queue.say("wait", "Minh chứng chưa gửi");
    }
  });
})();
