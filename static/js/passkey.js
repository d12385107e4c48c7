/* Passkeys: joins the sign-in library's script to our forms. Without this file every form offers another way. */
(() => {
  "use strict";

  const form = document.querySelector("[data-passkey]");
  if (!form || !window.PublicKeyCredential || !window.allauth) return;

  const start = document.getElementById("passkey_start");
  const answer = form.querySelector("[name=credential]");
  const passwordless = form.querySelector("[name=passwordless]");
  const ids = { data: "passkey_options", credential: answer.id };
  const kinds = {
    login: () => window.allauth.webauthn.forms.loginForm({ ids: { ...ids, login: start.id } }),
    authenticate: () => window.allauth.webauthn.forms.authenticateForm({ ids: { ...ids, authenticate: start.id } }),
    add: () => window.allauth.webauthn.forms.addForm({ ids: { ...ids, add: start.id, passwordless: passwordless?.id } }),
  };

  kinds[form.dataset.passkey]();
  form.hidden = false;

  // The person may have pressed "cancel": said in the page, and another way stays open.
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.querySelector("[data-passkey-refused]").hidden = false;
  });
})();
