/* Files go in one stream each and go on where they broke off (tus 1.0). Without this script the form sends them whole. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-resumable]");
  if (!form) return;
  const box = form.querySelector("input[type=file]");
  const shown = form.querySelector("[data-progress]");
  const words = shown.querySelector("[data-words]");
  const bar = shown.querySelector("progress");
  const refused = shown.querySelector("[data-refused]");
  const goOn = shown.querySelector("[data-go-on]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const TRIES = 6;
  const LATER = 2000;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  const wait = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
  const pressed = () => new Promise((done) => {
    goOn.hidden = false;
    goOn.focus();
    goOn.addEventListener("click", () => { goOn.hidden = true; done(); }, { once: true });
  });
  const online = (milliseconds) => Promise.race([
    wait(milliseconds),
    new Promise((done) => { window.addEventListener("online", done, { once: true }); }),
  ]);

  class Refused extends Error {}

  function say(text) { if (words.textContent !== text) words.textContent = text; }

  function refuse(name, reason) {
    const line = document.createElement("li");
    line.className = "field-error";
    line.textContent = `${fill(form.dataset.wordsFailed, { name })} ${reason}`;
    refused.append(line);
  }

  function ask(method, url, headers = {}, body = null, onProgress = null) {
    return new Promise((done, cut) => {
      const request = new XMLHttpRequest();
      request.open(method, url);
      request.withCredentials = true;
      const told = { "Tus-Resumable": "1.0.0", "X-CSRFToken": token, ...headers };
      Object.entries(told).forEach(([name, value]) => request.setRequestHeader(name, value));
      if (onProgress) request.upload.addEventListener("progress", onProgress);
      request.addEventListener("load", () => done(request));
      ["error", "abort", "timeout"].forEach((name) => request.addEventListener(name, () => cut(new Error(name))));
      request.send(body);
    });
  }

  const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  async function begin(file) {
    const answer = await ask("POST", form.dataset.resumable, {
      "Upload-Length": String(file.size), "Upload-Metadata": `filename ${encoded(file.name)}`,
    });
    if (answer.status === 201) return answer.getResponseHeader("Location");
    if (answer.status >= 500 || answer.status === 429) throw new Error("later");
    throw new Refused(answer.responseText.slice(0, 300));
  }

  function unfinished(file) {
    const found = [...form.querySelectorAll("[data-unfinished]")]
      .find((row) => row.dataset.name === file.name && Number(row.dataset.size) === file.size);
    return found ? found.dataset.unfinished : "";
  }

  async function offset(url) {
    const answer = await ask("HEAD", url);
    if (answer.status === 404) return -1;
    if (answer.status !== 200) throw new Error("later");
    return Number(answer.getResponseHeader("Upload-Offset"));
  }

  async function sendFrom(url, from, file, onCome) {
    const answer = await ask(
      "PATCH", url, { "Upload-Offset": String(from), "Content-Type": "application/offset+octet-stream" },
      file.slice(from), (event) => onCome(from + event.loaded),
    );
    if (answer.status === 204) return;
    if ([409, 423].includes(answer.status) && !answer.responseText || answer.status >= 500) throw new Error("later");
    throw new Refused(answer.responseText.slice(0, 300));
  }

  async function send(file) {
    let url = unfinished(file), tries = 0;
    const onCome = (bytes) => {
      const percent = Math.floor(100 * bytes / file.size);
      bar.value = percent;
      tries = 0;
      say(fill(form.dataset.wordsSending, { name: file.name, percent: percent - percent % 10 }));
    };
    for (;;) {
      try {
        const from = url ? await offset(url) : -1;
        if (from < 0) url = await begin(file);
        onCome(Math.max(from, 0));
        await sendFrom(url, Math.max(from, 0), file, onCome);
        return;
      } catch (fault) {
        if (fault instanceof Refused) { refuse(file.name, fault.message); return; }
        tries += 1;
        say(form.dataset.wordsCut);
        if (tries < TRIES) await online(LATER * tries);
        else { say(form.dataset.wordsStopped); await pressed(); tries = 0; }
      }
    }
  }

  async function sendAll(files) {
    shown.hidden = false;
    refused.replaceChildren();
    const most = Number(form.dataset.mostBytes);
    for (const file of files) {
      if (file.size > most) refuse(file.name, fill(form.dataset.wordsLarge, { name: file.name }));
      else await send(file);
    }
    if (!refused.children.length) { window.location.reload(); return; }
    say("");
    bar.hidden = true;
    form.reset();
    form.dataset.busy = "";
  }

  form.addEventListener("submit", (event) => {
    if (!box.files.length) return;
    event.preventDefault();
    event.stopPropagation();
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    bar.hidden = false;
    sendAll([...box.files]);
  });
})();
