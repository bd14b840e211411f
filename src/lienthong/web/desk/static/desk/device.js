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

  const faultWords = (form, fault) => form.getAttribute("data-words-" + fault.toLowerCase()) ?? form.dataset.wordsFailed;
  /* Asked before anything else: with the agency's device a number would be given for a seal that cannot follow. */
  const isPluggedIn = async (form) => {
    const { certificates } = await ask(form, "/v1/certificates");
    return certificates.some((one) => one.id === form.dataset.handle);
  };
  const send = async (form, address, told) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of Object.entries(told)) body.set(name, value);
    const answer = await fetch(address, { method: "POST", body });
    return answer.json();
  };

  /* A document and what goes with it: all are signed, or none. */
  const joined = (signatures) => signatures.map((made) => made.value).join(",");

  const signing = document.querySelector("form[data-device-sign]");
  signing?.addEventListener("submit", async (event) => {
    if (signing.elements.made.value) return;
    event.preventDefault();
    event.stopPropagation(); // the form has not gone yet: it goes once the device has signed
    const words = signing.dataset, button = signing.querySelector("button[type=submit]");
    if (button.disabled) return;
    const stop = (text) => { button.disabled = false; say(signing, text); };
    button.disabled = true;
    say(signing, words.wordsBegin);
    try {
      if (!await isPluggedIn(signing)) return stop(words.wordsNo_device);
      const told = await send(signing, words.deviceSign, { version: signing.elements.version.value });
      if (told.refusal) return stop(told.refusal);
      say(signing, words.wordsPin);
      const { certificate, items } = told;
      const { signatures } = await ask(signing, "/v1/sign", { certificate, items });
      const fault = signatures.find((made) => made.fault)?.fault;
      if (fault) return stop(faultWords(signing, fault));
      signing.elements.started.value = told.started;
      signing.elements.made.value = joined(signatures);
      signing.submit();
    } catch {
      stop(words.wordsNone);
    }
  });

  /* Many: all are prepared, the device is asked once, each comes back for itself. Pressed again, only the rest goes. */
  const many = document.querySelector("form[data-device-many]");
  const mostItems = 200, mostOfOne = 11; // as the bridge's protocol and the number of attachments allow
  const show = (row, state, refusal = "") => {
    row.dataset.state = state;
    row.querySelectorAll("[data-when]").forEach((one) => { one.hidden = one.dataset.when !== state; });
    const place = row.querySelector("[data-refusal]");
    place.hidden = !refusal;
    place.querySelector("span").textContent = refusal;
  };
  const prepared = async (row) => {
    const told = await send(many, row.dataset.begin, { version: row.dataset.version });
    if (told.refusal) show(row, "refused", told.refusal);
    return told.refusal ? null : { row, told };
  };
  const takeEach = async (waiting, signatures) => {
    let place = 0;
    for (const { row, told } of waiting) {
      const own = signatures.slice(place, place += told.items.length), fault = own.find((made) => made.fault)?.fault;
      const answer = fault ? { refusal: faultWords(many, fault) } : await send(many, row.dataset.take, { started: told.started, made: joined(own) });
      show(row, answer.refusal ? "refused" : "done", answer.refusal);
    }
  };
  many?.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const words = many.dataset, button = many.querySelector("button[type=submit]");
    if (button.disabled) return;
    button.disabled = true;
    const all = [...many.querySelectorAll("tr[data-begin]")], rest = all.filter((row) => row.dataset.state !== "done");
    let trouble = words.wordsNone;
    try {
      say(many, words.wordsBegin);
      if (!await isPluggedIn(many)) { trouble = words.wordsNo_device; throw new Error("no device"); }
      trouble = words.wordsBroken;
      const waiting = [];
      let count = 0; // what the bridge takes at once; pressed again, the rest goes
      for (const row of rest) {
        if (count > mostItems - mostOfOne) break;
        const one = await prepared(row);
        if (one) { waiting.push(one); count += one.told.items.length; }
      }
      if (waiting.length) {
        say(many, words.wordsPin);
        trouble = words.wordsNone;
        const items = waiting.flatMap(({ told }) => told.items);
        const { signatures } = await ask(many, "/v1/sign", { certificate: words.handle, items });
        trouble = words.wordsBroken;
        await takeEach(waiting, signatures);
      }
      const done = all.filter((row) => row.dataset.state === "done").length;
      say(many, words.wordsDone.replace("{done}", done).replace("{all}", all.length));
      button.disabled = done === all.length;
    } catch {
      say(many, trouble);
      button.disabled = false;
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
  if (look) look.disabled = false; // only now does anybody listen
})();
