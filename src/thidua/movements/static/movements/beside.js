// Keeps the letter at the sentence of the row at work, the row in its place when it changes, the counts
// above the rows true, and walks through the rows with j and k.
// Without this script the yellow numbers lead from row to sentence and back.
(() => {
  const letter = document.getElementById("van-ban");
  const draft = document.getElementById("du-thao");
  if (!draft) return;

  const bring = (number) => {
    const mark = letter && letter.offsetParent && document.getElementById(`v${number}`);
    if (!mark) return;
    const away = mark.getBoundingClientRect().top - letter.getBoundingClientRect().top;
    letter.scrollTop += away - letter.clientHeight / 3;
    letter.querySelectorAll(".now").forEach((other) => other.classList.remove("now"));
    mark.classList.add("now");
  };

  const rows = () => [...draft.querySelectorAll(".draft")];
  const rowOf = (node) => node.closest && node.closest(".draft");

  const above = () => {
    const swap = document.querySelector(".swap");
    return 8 + (swap && getComputedStyle(swap).position === "sticky" ? swap.offsetHeight : 0);
  };

  const walk = (step) => {
    const all = rows();
    const at = all.indexOf(rowOf(document.activeElement));
    const next = at < 0 ? all.find((row) => row.matches(".ask")) || all[0] : all[at + step];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };

  draft.addEventListener("focusin", (event) => {
    const row = rowOf(event.target);
    if (row) bring(row.id.slice(1));
  });

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input:not([type=radio]), textarea, select");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 1, k: -1 }[event.key];
    if (step) walk(step);
  });

  const count = () => {
    document.querySelectorAll("[data-count]").forEach((number) => {
      number.textContent = draft.querySelectorAll(`.draft${number.dataset.count}`).length;
    });
  };

  // A card that grows or shrinks keeps its top where it was, or comes into view when that was above the window.
  let top = null;

  document.addEventListener("htmx:beforeSwap", (event) => {
    const card = rowOf(event.detail.target);
    top = card && card.getBoundingClientRect().top;
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const card = rowOf(event.detail.elt);
    if (!card || top === null) return;
    count();
    const control = card.matches("form") && card.querySelector(".err + *, input:not([type=hidden]), textarea, select");
    (control || card).focus({ preventScroll: true });
    const away = card.getBoundingClientRect().top - Math.max(top, above());
    scrollBy({ top: away, behavior: "instant" });
    top = null;
  });

  const first = draft.querySelector(".draft.ask");
  if (first && !location.hash) bring(first.id.slice(1));
})();
