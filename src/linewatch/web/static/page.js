// What every page does with a script: the switch between light and dark, and records lit up beside their words.
// Without it every page still works.

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  const chosen = root.dataset.theme;
  return chosen === "auto" ? dark.matches : chosen === "dark";
}

function prepareTheme(button) {
  const label = () => { button.textContent = isDark() ? "Light" : "Dark"; };
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    document.cookie = `linewatch_theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
    label();
    dispatchEvent(new Event("themechange"));
  });
  dark.addEventListener("change", label);
  label();
}

function choose(id) {
  for (const each of document.querySelectorAll(".is-chosen")) each.classList.remove("is-chosen");
  if (!id) return;
  document.getElementById(id)?.classList.add("is-chosen");
  for (const piece of document.querySelectorAll(`[data-r~="${CSS.escape(id)}"]`)) piece.classList.add("is-chosen");
}

function prepareReport() {
  const cards = document.querySelectorAll("[data-record]");
  if (!cards.length) return;
  for (const card of cards) {
    card.addEventListener("pointerenter", () => choose(card.dataset.record));
    card.addEventListener("focusin", () => choose(card.dataset.record));
  }
  const byHash = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    choose(id);
    const card = document.getElementById(id);
    card?.querySelector("details")?.setAttribute("open", "");
    card?.focus({ preventScroll: true });
  };
  addEventListener("hashchange", byHash);
  if (location.hash) byHash();
}

/** Says on the overview that alerts have come in meanwhile. */
function prepareAlerts(place) {
  if (!place) return;
  let count = 0;
  const stream = new EventSource("/api/v1/alerts/stream");
  addEventListener("pagehide", () => stream.close());
  stream.addEventListener("alert", () => {
    count += 1;
    const link = document.createElement("a");
    link.textContent = count === 1 ? "1 new alert" : `${count} new alerts`;
    link.setAttribute("href", "/");
    place.replaceChildren(link);
    place.hidden = false;
  });
}

prepareAlerts(document.getElementById("fresh"));
prepareTheme(document.getElementById("theme"));
prepareReport();
