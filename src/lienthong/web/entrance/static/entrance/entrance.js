/* Showing a password while it is typed, and passkeys. Without scripts both stay hidden and the rest works. */
(() => {
  "use strict";

  function reveal(button) {
    const box = document.getElementById(button.dataset.reveal);
    const shown = box.type === "password";
    box.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
    [button.textContent, button.dataset.hide] = [button.dataset.hide, button.textContent];
  }

  async function optionsOf(form) {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    return (await answer.json()).request_options;
  }

  function wishes(form, publicKey) {
    const alone = form.querySelector("[name=passwordless]");
    if (!alone) return publicKey;
    const resident = alone.checked ? "required" : "discouraged";
    publicKey.authenticatorSelection = {
      ...publicKey.authenticatorSelection,
      residentKey: resident,
      requireResidentKey: alone.checked,
      userVerification: alone.checked ? "required" : "preferred",
    };
    return publicKey;
  }

  async function credential(form) {
    const { publicKey } = await optionsOf(form);
    if (form.dataset.passkey === "create") {
      const parsed = PublicKeyCredential.parseCreationOptionsFromJSON(wishes(form, publicKey));
      return navigator.credentials.create({ publicKey: parsed });
    }
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  }

  async function usePasskey(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const form = event.target;
    const fault = form.querySelector("[role=alert]");
    fault.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify((await credential(form)).toJSON());
      form.submit();
    } catch {
      fault.hidden = false;
    }
  }

  document.querySelectorAll("[data-reveal]").forEach((button) => button.addEventListener("click", () => reveal(button)));
  const able = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    if (able) form.addEventListener("submit", usePasskey); else form.remove();
  });
})();
