// Puts the text of a box into the clipboard at the press of a button beside it.
// Without this script the buttons stay hidden, and the text is selected by hand.
(() => {
  const said = document.getElementById("da-chep");

  const copy = async (box) => {
    box.focus();
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
    } catch {
      document.execCommand("copy"); // no clipboard where the page came without https
    }
  };

  document.querySelectorAll("[data-copy]").forEach((button) => {
    const box = document.getElementById(button.dataset.copy);
    if (!box) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(box);
      if (said) said.textContent = "Đã chép. Mở nhóm hoặc tin nhắn rồi dán.";
    });
  });
})();
