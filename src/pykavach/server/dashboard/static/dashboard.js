// What works without it, a little better: nothing here is needed.
(() => {
  // Do not move what a pointer or the keyboard is on: whoever is about to press a button presses that one.
  document.addEventListener("htmx:before:swap", (event) => {
    const target = event.detail?.ctx?.target ?? event.target;
    if (target?.querySelector?.("form:hover, form:focus-within")) event.preventDefault();
  });

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = "Copied";
    });
  }

  // Keys: "/" to the search, "g" and a letter to a page.
  const pages = { o: "/", a: "/agents", p: "/approvals", l: "/audit", u: "/usage", x: "/access", s: "/settings" };
  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "/") {
      const field = document.querySelector("[data-search]");
      if (field) {
        event.preventDefault();
        field.focus();
      }
    } else if (Date.now() - going < 1000 && pages[event.key]) {
      location.href = pages[event.key];
    }
    going = event.key === "g" ? Date.now() : 0;
  });
})();
