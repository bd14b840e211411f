/* Warns five minutes before the session ends. Nothing typed is touched. */
(() => {
  "use strict";
  const watch = document.getElementById("session-watch");
  const form = watch.querySelector("form");
  let end = Date.now() + Number(watch.dataset.seconds) * 1000;

  function look() {
    const left = (end - Date.now()) / 1000;
    watch.hidden = left > Number(watch.dataset.warning);
    form.hidden = left <= 0;
    watch.querySelector("[data-ended]").hidden = left > 0;
    watch.querySelector("[data-minutes]").textContent = String(Math.max(1, Math.ceil(left / 60)));
  }

  async function stay(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const seconds = answer.ok ? Number(answer.headers.get("X-Session-Seconds")) : 0;
    end = Date.now() + seconds * 1000;
    look();
  }

  form.addEventListener("submit", stay);
  document.body.addEventListener("htmx:afterRequest", () => { end = Math.max(end, Date.now() + Number(watch.dataset.seconds) * 1000); });
  setInterval(look, 5000);
  look();
})();
