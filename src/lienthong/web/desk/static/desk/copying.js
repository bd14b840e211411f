/* A card is copied field by field into another program: C copies the next one and moves on, T all of them as one line.
   Without scripts the words stand there to be marked. */
(() => {
  "use strict";
  const card = document.querySelector("[data-copying]");
  if (!card) return;
  const values = [...card.querySelectorAll("[data-copy]")];
  const said = card.querySelector("[data-said]");
  let next = 0;

  /* Where the clipboard is kept from pages (no https), what is marked is copied. */
  async function copy(element) {
    if (navigator.clipboard && window.isSecureContext) {
      try { await navigator.clipboard.writeText(element.textContent); return true; } catch { /* asked, and refused */ }
    }
    const fold = element.closest("details");
    if (fold) fold.open = true;
    window.getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  }

  function mark() {
    values.forEach((value, place) => {
      const row = value.closest("tr");
      row.classList.toggle("is-current", place === next);
      if (place === next) row.scrollIntoView({ block: "nearest" });
    });
  }

  async function copyOne(place) {
    const row = values[place].closest("tr");
    const done = await copy(values[place]);
    said.textContent = done ? card.dataset.copied.replace("%s", row.querySelector("th").textContent) : card.dataset.refused;
    if (!done) return;
    next = place + 1;
    mark();
    const following = next < values.length ? values[next].closest("tr").querySelector("[data-copy-one]") : null;
    (following || document.getElementById("id_number")).focus();
  }

  card.addEventListener("click", async (event) => {
    if (event.target.closest("[data-copy-next]")) await copyOne(next < values.length ? next : 0);
    const one = event.target.closest("[data-copy-one]");
    if (one) await copyOne(values.indexOf(one.closest("tr").querySelector("[data-copy]")));
    if (event.target.closest("[data-copy-all]")) {
      const done = await copy(card.querySelector("[data-copy-together]"));
      said.textContent = done ? card.dataset.copied.replace("%s", card.dataset.all) : card.dataset.refused;
    }
  });
  mark();
})();
