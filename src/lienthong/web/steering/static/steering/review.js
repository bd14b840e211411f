/* J and K walk the open warnings of a page, C takes the suggestion, S opens the other answer. The page works without. */
(() => {
  "use strict";
  const questions = () => [...document.querySelectorAll("[data-question]")];
  let current = questions().find((one) => `#${one.id}` === location.hash) || null;

  function go(to) {
    if (!to) return;
    if (current) current.classList.remove("is-current");
    current = to;
    current.classList.add("is-current");
    current.scrollIntoView({ block: "center" });
    (current.querySelector("[data-suggested]") || current).focus({ preventScroll: true });
  }

  /* Behind the last warning of a page lies the next page. */
  function step(by) {
    const all = questions();
    const place = current ? all.indexOf(current) + by : by > 0 ? 0 : all.length - 1;
    if (all[place]) go(all[place]);
    else document.querySelector(by > 0 ? "a[rel=next]" : "a[rel=prev]")?.click();
  }

  function suggested() {
    if (!current) return step(1);
    const way = current.querySelector("[data-suggested]");
    if (!way) return other();
    if (way.localName === "summary") way.parentElement.querySelector("input:not([type=hidden])")?.focus();
    else way.click();
  }

  function other() {
    if (!current) return step(1);
    const details = current.querySelector("[data-other]") || current.querySelector("details");
    if (!details) return;
    details.open = true;
    details.querySelector("input:not([type=hidden])")?.focus();
  }

  const ways = { next: () => step(1), previous: () => step(-1), suggested, other };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-review]");
    if (button) ways[button.dataset.review]();
  });
  if (current) go(current);
  else if (questions()[0]) { current = questions()[0]; current.classList.add("is-current"); }
})();
