/* J and K walk the rows of the list, a box in its head marks them all, a file that is too large is told before it
   travels; pages work without any of it. */
(() => {
  "use strict";
  const STEPS = { j: 1, k: -1 };
  const inField = (element) => element.closest("input:not([type=checkbox], [type=radio]), select, textarea, dialog");

  function step(event) {
    const by = STEPS[event.key.toLowerCase()];
    if (!by || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || inField(event.target)) return;
    const rows = [...document.querySelectorAll("[data-walk] tbody tr")];
    if (!rows.length) return;
    const here = rows.indexOf(document.activeElement.closest("tr"));
    const next = rows[here < 0 ? 0 : Math.min(Math.max(here + by, 0), rows.length - 1)];
    rows.forEach((row) => { row.tabIndex = row === next ? 0 : -1; });
    next.focus();
    event.preventDefault();
  }

  function markAll(event) {
    if (!event.target.matches("[data-mark-all]")) return;
    event.target.closest("table").querySelectorAll("tbody input[type=checkbox]").forEach((box) => {
      box.checked = event.target.checked;
    });
  }

  function refuseTooLarge(event) {
    const input = event.target;
    if (!input.matches("[data-most]")) return;
    const large = [...input.files].find((file) => file.size > Number(input.dataset.most));
    input.closest(".field").querySelector("[data-said]")?.remove();
    if (!large) return;
    const said = document.createElement("p");
    said.className = "field-error";
    said.dataset.said = "";
    said.setAttribute("role", "alert");
    said.textContent = input.dataset.tooLarge.replace("%s", large.name);
    input.before(said);
    input.value = "";
    event.stopPropagation();
  }

  document.addEventListener("keydown", step);
  document.addEventListener("change", refuseTooLarge, true);
  document.addEventListener("change", markAll);
})();
