/* "0" ticks every paper of the counter's form; what the page says to be missing is hidden once a paper is ticked, and said
   anew when the form is sent. The form works without it, one box at a time. */
(() => {
  "use strict";
  const hideLacking = () => document.querySelectorAll("[data-lacking]").forEach((words) => { words.hidden = true; });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-tick-all]")) return;
    document.querySelectorAll("#papers input[type=checkbox]").forEach((box) => { box.checked = true; });
    hideLacking();
  });
  document.addEventListener("change", (event) => { if (event.target.closest("#papers")) hideLacking(); });
})();
