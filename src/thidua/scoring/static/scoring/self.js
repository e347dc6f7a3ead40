// Says how saving stands while a card of self-scoring is typed: on its way, or not sent because the network is
// gone; what was not sent goes again once it is back. Without this script the buttons of the form save.
(() => {
  const form = document.getElementById("tu-cham");
  if (!form) return;
  const unsent = new Set();

  const say = (look, text) => {
    const line = document.getElementById("luu");
    line.className = `save ${look}`;
    line.textContent = text;
  };
  const sayUnsent = () => {
    form.dataset.unsaved = unsent.size;
    if (unsent.size) say("wait", `Chưa lưu ${unsent.size} tiêu chí (mất mạng)`);
  };

  form.addEventListener("htmx:beforeRequest", () => say("", "Đang lưu…"));
  form.addEventListener("htmx:sendError", (event) => {
    unsent.add(event.target.closest(".fig").id);
    sayUnsent();
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.xhr?.status) return;
    unsent.delete(event.detail.elt.closest(".fig").id);
    sayUnsent();
  });
  window.addEventListener("online", () => {
    unsent.forEach((id) => htmx.trigger(document.getElementById(id), "input"));
  });
})();
