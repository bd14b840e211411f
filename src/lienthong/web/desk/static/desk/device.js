/* The officer's own device: this page speaks to the bridge, a program on this machine. The PIN is typed there. */
(() => {
  "use strict";
  const ask = async (form, path, told) => {
    const how = told ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(told) } : {};
    const answer = await fetch(form.dataset.bridge + path, { ...how, credentials: "omit" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };
  const say = (form, words) => { form.querySelector("[data-device-said]").textContent = words; };

  const signing = document.querySelector("form[data-device-sign]");
  signing?.addEventListener("submit", async (event) => {
    if (signing.elements.made.value) return;
    event.preventDefault();
    event.stopPropagation(); // the form has not gone yet: it goes once the device has signed
    const words = signing.dataset, button = signing.querySelector("button[type=submit]");
    const stop = (text) => { button.disabled = false; say(signing, text); };
    button.disabled = true;
    say(signing, words.wordsBegin);
    try {
      const begun = await fetch(words.deviceSign, { method: "POST", body: new FormData(signing) });
      const told = await begun.json();
      if (told.refusal) return stop(told.refusal);
      say(signing, words.wordsPin);
      const { certificate, items } = told;
      const [made] = (await ask(signing, "/v1/sign", { certificate, items })).signatures;
      if (made.fault) return stop(signing.getAttribute("data-words-" + made.fault.toLowerCase()) ?? words.wordsFailed);
      signing.elements.started.value = told.started;
      signing.elements.made.value = made.value;
      signing.submit();
    } catch {
      stop(words.wordsNone);
    }
  });

  const enrolling = document.querySelector("form[data-device-enrol]");
  const look = enrolling?.querySelector("[data-device-look]");
  look?.addEventListener("click", async () => {
    const words = enrolling.dataset, place = enrolling.querySelector("[data-device-found]");
    try {
      const { certificates } = await ask(enrolling, "/v1/certificates");
      say(enrolling, certificates.length ? "" : words.wordsEmpty);
      if (certificates.length) look.classList.replace("button-primary", "button-secondary");
      place.querySelectorAll("[data-device-use]").forEach((old) => old.remove());
      for (const one of certificates.reverse()) {
        const button = document.createElement("button");
        button.className = "button button-primary";
        button.dataset.deviceUse = "";
        button.textContent = words.wordsUse.replace("{name}", one.name);
        button.addEventListener("click", () => {
          enrolling.elements.handle.value = one.id;
          enrolling.elements.certificate.value = one.der;
        });
        place.prepend(button);
      }
    } catch {
      say(enrolling, words.wordsNone);
    }
  });
})();
