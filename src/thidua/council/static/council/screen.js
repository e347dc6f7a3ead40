// Lets the secretary turn the screen with the arrow or page keys, as a presenter's remote sends them.
// Without this script the two buttons do the same.
(() => {
  const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous" };
  document.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    const button = way && document.querySelector(`[data-screen="${way}"]`);
    if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    button.click();
  });
})();
