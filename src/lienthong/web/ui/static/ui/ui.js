/* Small helps on top of pages that work without them: keys, one sending per press, focus on errors. */
(() => {
  "use strict";
  const narrow = window.matchMedia("(max-width: 899px)");
  const inField = (element) => element.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
  const announce = (words) => { document.getElementById("announcer").textContent = words; };

  function closeMenuWhenNarrow() {
    document.querySelectorAll("[data-close-when-narrow]").forEach((menu) => { menu.open = !narrow.matches; });
  }

  function focusError(root) {
    const summary = root.querySelector(".summary");
    if (summary) summary.focus();
  }

  function showScriptOnly(root) {
    root.querySelectorAll("[data-needs-script]").forEach((element) => { element.hidden = false; });
  }

  /* A form goes once: the pressed button says so, the second press is ignored until the page comes back. */
  function sendOnce(event) {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (!button || !button.classList.contains("button")) return;
    setTimeout(() => {
      if (!form.dataset.sent) return;
      button.dataset.words = button.textContent;
      button.textContent = document.body.dataset.sending;
      button.classList.add("is-sending");
      announce(document.body.dataset.sending);
    }, 400);
  }

  function receiveAgain(form) {
    delete form.dataset.sent;
    form.querySelectorAll(".is-sending").forEach((button) => {
      button.textContent = button.dataset.words;
      button.classList.remove("is-sending");
    });
  }

  /* Single characters work only outside fields; function keys work everywhere. A person may change a key. */
  const ownKeys = () => JSON.parse(localStorage.getItem("keys") || "{}");
  const keyOf = (element) => ownKeys()[element.dataset.key] || element.dataset.key;
  const same = (one, other) => one === other || (one.length === 1 && one.toLowerCase() === other.toLowerCase());

  function pressKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key.length === 1 && inField(event.target)) return;
    if (event.key === "?") { openKeyList(); event.preventDefault(); return; }
    const target = [...document.querySelectorAll("[data-key]")].find((element) => same(keyOf(element), event.key));
    if (!target) return;
    event.preventDefault();
    if (inField(target)) { target.focus(); target.select?.(); } else target.click();
  }

  /* "?" lists the keys of this page and lets a person change the single letters (kept in this browser). */
  function openKeyList() {
    const list = document.getElementById("keys");
    if (!list || list.open) return;
    const rows = list.querySelector("[data-rows]");
    rows.replaceChildren(...[...document.querySelectorAll("[data-key]")].map(keyRow));
    list.showModal();
  }

  function keyRow(element) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.value = keyOf(element);
    box.size = 6;
    box.readOnly = element.dataset.key.length > 1;
    box.maxLength = 1;
    box.addEventListener("change", () => {
      localStorage.setItem("keys", JSON.stringify({ ...ownKeys(), [element.dataset.key]: box.value || element.dataset.key }));
    });
    const words = element.getAttribute("placeholder") || element.labels?.[0]?.textContent || element.textContent.replace(element.dataset.key, "");
    label.append(box, ` ${words.trim()}`);
    return label;
  }

  /* Up and down walk the rows of a table that asks for it; Enter opens a row, Space marks it. */
  function walkRows(event) {
    const row = event.target.closest("[data-walk] tbody tr");
    if (!row || inField(event.target)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
      if (next) { next.focus(); event.preventDefault(); }
    } else if (event.key === "Enter" && event.target === row) {
      row.querySelector("a")?.click();
    } else if (event.key === " " && event.target === row) {
      row.querySelector("input[type=checkbox]")?.click();
      event.preventDefault();
    }
  }

  function prepare(root) {
    showScriptOnly(root);
    root.querySelectorAll("[data-walk] tbody tr").forEach((row) => { row.tabIndex = -1; });
    const first = root.querySelector("[data-walk] tbody tr.is-current, [data-walk] tbody tr");
    if (first) first.tabIndex = 0;
    root.querySelectorAll(".tabs [aria-current]").forEach((tab) => { tab.closest("ul").scrollLeft = tab.offsetLeft - 32; });
  }

  closeMenuWhenNarrow();
  narrow.addEventListener("change", closeMenuWhenNarrow);
  prepare(document);
  focusError(document);
  document.addEventListener("submit", sendOnce);
  document.addEventListener("keydown", walkRows);
  document.addEventListener("keydown", pressKey);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog) { event.preventDefault(); dialog.showModal(); }
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(receiveAgain));
  document.addEventListener("htmx:afterSwap", (event) => { prepare(event.target); focusError(event.target); });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form) receiveAgain(form);
    if (event.detail.failed) announce(document.body.dataset.failed || "");
  });
})();
