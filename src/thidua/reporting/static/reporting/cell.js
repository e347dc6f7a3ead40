// Shows beside the grid what stands around the selected cell: last period, share, note, proof.
// Without this script the same stands on a page of its own, which the panel links to.
(() => {
  const grid = globalThis.thiduaGrid;
  if (!grid || !document.getElementById("o-dang-chon")) return;
  const { form, placeOf } = grid;
  const PAUSE_MS = 250;
  let timer = 0;
  let wanted = "";

  const keysOf = (name) => form.elements.namedItem(name).value.split(",");

  const look = async (address) => {
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, redirect: "manual" });
      if (answer.status !== 200 || wanted !== address) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("o-dang-chon");
      if (fresh && wanted === address) document.getElementById("o-dang-chon").replaceWith(fresh);
    } catch {
      // without a network the panel keeps what it shows, under the name of its own cell
    }
  };

  form.addEventListener("focusin", (event) => {
    const place = placeOf(event.target);
    if (!place) return;
    const cell = new URLSearchParams({
      "bao-cao": keysOf("hang")[place[0]],
      "chi-tieu": keysOf("cot")[place[1]].replace(":b", ""),
    });
    wanted = `${document.getElementById("o-dang-chon").dataset.look}?${cell}`;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS, wanted);
  });
})();
