// Passkeys: only a script can ask a browser for them. Without one, or without them, the forms for it stay hidden.
(() => {
  if (!window.PublicKeyCredential || !navigator.credentials) return;

  // Base64url, as the server has it.
  const decode = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const encode = (buffer) =>
    btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const ask = async (form) => {
    const body = new URLSearchParams(new FormData(form));
    const response = await fetch(form.dataset.options, { method: "POST", body });
    if (!response.ok) throw new Error("no options");
    const options = await response.json();
    options.challenge = decode(options.challenge);
    if (form.dataset.passkey === "get") return navigator.credentials.get({ publicKey: options });
    options.user.id = decode(options.user.id);
    for (const known of options.excludeCredentials) known.id = decode(known.id);
    return navigator.credentials.create({ publicKey: options });
  };

  const said = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = encode(credential.response[name]);
    }
    const rawId = encode(credential.rawId);
    return JSON.stringify({ id: rawId, rawId, type: credential.type, response, clientExtensionResults: {} });
  };

  const words = {
    InvalidStateError: "This device has a passkey of yours already.",
    NotAllowedError: "No passkey was used: it was cancelled, took too long, or there is none here.",
    SecurityError: "This address is not the one that passkeys are for.",
  };

  for (const excuse of document.querySelectorAll("[data-without-passkeys]")) excuse.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("button");
    const problem = form.querySelector("[data-problem]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      problem.hidden = button.disabled = true;
      try {
        form.elements.answer.value = said(await ask(form));
        form.submit();
      } catch (error) {
        problem.textContent = words[error.name] ?? "It did not work. Reload the page and try again.";
        problem.hidden = false;
      }
      button.disabled = false;
    });
  }
})();
