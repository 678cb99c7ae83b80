/* What the pages do beyond links and forms. Everything works without it; nothing here decides anything. */
(() => {
  "use strict";
  const settings = document.body.dataset;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Ask for the page anew; reload() would ask about sending a form again.
  const openAgain = () => location.assign(location.pathname + location.search);

  // -- The person is awake: each contact with the server starts the idle time anew (also from other tabs) -----

  const CONTACT = "masterplan-contact";
  let contact = Date.now();
  function madeContact() {
    contact = Date.now();
    try { localStorage.setItem(CONTACT, String(contact)); } catch { /* private window: this tab alone counts */ }
  }
  function lastContact() {
    let elsewhere = 0;
    try { elsewhere = Number(localStorage.getItem(CONTACT)) || 0; } catch { /* as above */ }
    return Math.max(contact, elsewhere);
  }

  function watchSession() {
    const seconds = Number(settings.sessionSeconds);
    const dialog = document.getElementById("session-warning");
    if (!seconds || !dialog) return;
    madeContact();
    dialog.querySelector("button").addEventListener("click", async () => {
      try {
        const answer = await post(settings.sessionExtend, new URLSearchParams({ csrfmiddlewaretoken: csrfToken() }));
        if (!answer.ok) throw answer;
        dialog.close();
      } catch {
        openAgain(); // signed out meanwhile: the server says so and leads back here
      }
    });
    // No click moves this end; it is said once.
    const end = Date.now() + Number(settings.sessionEndsIn) * 1000;
    const lastWord = document.getElementById("session-end");
    let isSaid = false;
    // Looked at again and again, not one long timer: a laptop that slept has no sense of time.
    setInterval(() => {
      const toEnd = (end - Date.now()) / 1000;
      if (toEnd <= 0) return openAgain();
      if (toEnd <= 120 && !isSaid) {
        isSaid = true;
        lastWord.showModal();
      }
      const left = seconds - (Date.now() - lastContact()) / 1000;
      if (left <= 0) openAgain();
      else if (left <= 120 && !dialog.open) dialog.showModal();
      else if (left > 120 && dialog.open) dialog.close();
    }, 5000);
  }

  // The page's own token: the cookie may be out of reach.
  function csrfToken() {
    return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  }

  async function post(url, body, keepalive = false) {
    const answer = await fetch(url, { method: "POST", body, keepalive, redirect: "manual", credentials: "same-origin" });
    if (answer.ok) madeContact();
    return answer;
  }

  // -- Drafts: kept on the server a second after the last key, and when the page is left ----------------------

  const PAUSE = 1000;
  const drafts = new WeakMap(); // form -> { timer, dirty, sending, submitted }

  function draftOf(form) {
    if (!drafts.has(form)) drafts.set(form, { timer: 0, dirty: false, sending: null, submitted: false });
    return drafts.get(form);
  }

  function textOf(form) {
    const text = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") text.append(name, value);
    if (!text.has("draft")) text.set("draft", "1");
    return text;
  }

  function say(form, text) {
    const place = form.querySelector("[data-draft-status]");
    if (place) place.textContent = text;
  }

  async function keepDraft(form, leaving = false) {
    const draft = draftOf(form);
    clearTimeout(draft.timer);
    if (!draft.dirty || draft.submitted) return;
    draft.dirty = false;
    try {
      draft.sending = post(form.dataset.draft, textOf(form), leaving).finally(() => { draft.sending = null; });
      const answer = await draft.sending;
      if (!answer.ok) throw answer;
      say(form, await answer.text());
    } catch {
      draft.dirty = true;
      say(form, form.dataset.draftFailed ?? settings.notSaved ?? "");
    }
  }

  function typed(event) {
    const form = event.target.form;
    if (!form?.dataset.draft) return;
    const draft = draftOf(form);
    draft.dirty = true;
    clearTimeout(draft.timer);
    draft.timer = setTimeout(() => keepDraft(form), PAUSE);
  }

  function keepAllDrafts() {
    for (const form of all("form[data-draft]")) keepDraft(form, true);
  }

  // A draft on its way when the form is sent would arrive after it and rise from the dead: wait for it first.
  function submitted(event) {
    const form = event.target;
    if (!form.dataset.draft) return;
    const draft = draftOf(form);
    clearTimeout(draft.timer);
    if (draft.sending) {
      const submitter = event.submitter;
      event.preventDefault();
      event.stopImmediatePropagation();
      draft.dirty = false;
      draft.sending.catch(() => {}).then(() => form.requestSubmit(submitter));
      return;
    }
    draft.submitted = true;
  }

  // -- What is shown only when another field has a value ------------------------------------------------------

  function showWhatApplies(root = document) {
    for (const marked of all("[data-shown-when]", root)) {
      const form = marked.closest("form");
      if (!form) continue;
      const [name, wanted = ""] = marked.dataset.shownWhen.split("=");
      const values = all(`[name="${CSS.escape(name)}"]`, form)
        .filter((field) => (field.type !== "radio" && field.type !== "checkbox") || field.checked)
        .map((field) => field.value);
      const applies = wanted.split("|").some((value) => values.includes(value));
      // A mark on a field stands for the whole group with its label and help.
      const isField = marked.matches("input, select, textarea");
      const place = (isField && marked.closest(".form-group")) || marked;
      place.hidden = !applies;
      const isHidden = place.closest("[hidden]") !== null;
      for (const field of all("input, select, textarea, button", place)) field.disabled = isHidden;
    }
  }

  // -- What sounds like a child in danger opens what to do then: once, and it never stops anybody --------------

  // The same folding and the same lists as on the server (roskilde/danish.py, families/danger.py).
  function wordsOf(text) {
    const folded = text.normalize("NFC").toLowerCase().replaceAll("aa", "å")
      .replace(/[æä]/g, "{").replace(/[øö]/g, "|").replace(/å/g, "}");
    return folded.normalize("NFKD").replace(/\p{M}/gu, "").match(/[a-z0-9{|}]+/g) ?? [];
  }

  const isWord = (word, meant) => meant.some((each) =>
    each.endsWith("*") ? word.startsWith(each.slice(0, -1))
      : each.startsWith("*") ? word.endsWith(each.slice(1)) : word === each);

  function spansOf(patterns, said) {
    return patterns.split(";").flatMap((line) => {
      const pattern = line.split(" ").map((alternatives) => alternatives.split("/"));
      return said.flatMap((_word, start) =>
        pattern.every((meant, at) => start + at < said.length && isWord(said[start + at], meant))
          ? [[start, start + pattern.length]] : []);
    });
  }

  function soundsLikeDanger(place, text) {
    const said = wordsOf(text);
    const harmless = spansOf(place.dataset.harmless, said);
    return spansOf(place.dataset.danger, said).some(([start, end]) =>
      !harmless.some(([first, last]) => first <= start && end <= last && last - first > end - start));
  }

  // In a pause, or when the field is left: who has just typed "slog" may be on the way to "slog op i bogen".
  let pause = 0;
  function heardOut(event) {
    clearTimeout(pause);
    if (event.target.matches("textarea")) pause = setTimeout(() => listen(event.target), PAUSE);
  }

  function listen(field) {
    const place = document.querySelector("details[data-danger]");
    if (!place || place.dataset.heard || !soundsLikeDanger(place, field.value)) return;
    place.dataset.heard = "yes"; // whoever closes it again has read it
    place.open = true;
    const status = document.querySelector("[data-danger-said]");
    if (status) status.textContent = status.dataset.dangerSaid;
  }

  // -- In the room with a family: Enter chooses who speaks, and Enter again saves what they said --------------

  function enter(event) {
    const field = event.target, form = field.form;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !form?.matches("[data-room]")) return;
    if (field.type === "radio") {
      event.preventDefault();
      if (!field.checked) field.click();
      form.querySelector("textarea").focus();
    } else if (field.matches("textarea") && matchMedia("(pointer: fine)").matches) { // on a phone Enter is a new line
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.button-primary"));
    }
  }
  document.addEventListener("keydown", enter);

  // -- Menus close when one looks elsewhere -------------------------------------------------------------------

  function closeMenus(except) {
    for (const menu of all("details.more[open]")) if (!menu.contains(except)) menu.open = false;
  }

  document.addEventListener("click", (event) => {
    closeMenus(event.target);
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details.more[open]");
    closeMenus(null);
    menu?.querySelector("summary").focus();
  });

  document.addEventListener("input", typed);
  document.addEventListener("input", heardOut);
  document.addEventListener("change", (event) => {
    typed(event);
    if (event.target.matches("textarea")) listen(event.target);
    if (event.target.form) showWhatApplies(event.target.form);
  });
  document.addEventListener("submit", submitted, true);
  document.addEventListener("reset", (event) => setTimeout(() => showWhatApplies(event.target)));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keepAllDrafts(); });
  window.addEventListener("pagehide", keepAllDrafts);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of all("form[data-draft]")) draftOf(form).submitted = false;
    showWhatApplies();
  });

  // -- Fragments (htmx) ---------------------------------------------------------------------------------------

  // Signed out meanwhile: the answer is the sign-in page, which belongs in the window and not in a fragment.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const signIn = settings.signIn;
    const answered = event.detail.xhr.responseURL;
    if (signIn && answered && new URL(answered).pathname === signIn) {
      event.detail.shouldSwap = false;
      openAgain();
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) madeContact();
    // What asked: where the answer has replaced it, htmx names the nearest thing that is left, perhaps the form.
    const form = event.detail.requestConfig?.elt ?? event.detail.elt;
    if (form.dataset?.draft) draftOf(form).submitted = event.detail.successful;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const place = event.detail.target;
    showWhatApplies();
    // htmx keeps the focus on the same id; where that id is gone, go on from the new piece and not from the top.
    // What is only said beside a field takes no focus.
    if (document.activeElement !== document.body || !document.contains(place) || place.matches("[aria-live]")) return;
    const next = place.querySelector("[autofocus], .form-error input, .form-error textarea, .form-error select") ?? place;
    if (next === place && !place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
    next.focus({ preventScroll: next === place });
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, () => {
      const place = document.getElementById("messages");
      if (!place) return;
      const alert = document.createElement("div");
      alert.className = "alert alert-error";
      const text = alert.appendChild(document.createElement("p"));
      text.className = "alert-text";
      text.textContent = settings.notSaved;
      place.replaceChildren(alert);
      place.scrollIntoView({ block: "nearest" });
    });
  }

  // A phone shows only the first of a family's pages; the one that is open shall be among them.
  document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });

  window.DKFDS?.init();
  showWhatApplies();
  for (const field of all("textarea")) listen(field); // a draft that was fetched
  watchSession();
})();
