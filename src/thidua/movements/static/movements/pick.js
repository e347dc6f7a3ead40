// Selecting words of the letter turns the link "Thêm chỉ tiêu máy bỏ sót" into a link that carries their place.
// Without this script the link opens the list of sentences to pick from.
(() => {
  const link = document.querySelector("[data-pick-from]");
  if (!link) return;
  const letter = document.getElementById(link.dataset.pickFrom);
  const plain = { href: link.getAttribute("href"), text: link.textContent };

  const place = (node, offset) => {
    const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!holder || !letter.contains(holder)) return null;
    const before = document.createRange();
    before.setStart(holder, 0);
    before.setEnd(node, offset);
    return Number(holder.dataset.start) + before.toString().length;
  };

  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const range = chosen && chosen.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
    const start = range && place(range.startContainer, range.startOffset);
    const end = range && place(range.endContainer, range.endOffset);
    const isSound = start !== null && end !== null && range && start < end && end - start <= 1000;
    link.href = isSound ? `${link.dataset.pickUrl}?tu=${start}&den=${end}` : plain.href;
    link.textContent = isSound ? "Thêm chỉ tiêu từ câu đang chọn" : plain.text;
  });
})();
