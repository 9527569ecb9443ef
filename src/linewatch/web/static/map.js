// The map: land and borders of the package, events and red lines of the API. Nothing comes from another machine.

import { Map, NavigationControl, ScaleControl, setWorkerUrl } from "./vendor/maplibre-gl.mjs";

const frame = document.getElementById("map");
const shown = document.getElementById("shown");
const { api, query, worker } = frame.dataset;
const MOST_SHOWN = 12, MOST_LATEST = 8;

// Trusted Types: the only script that may be loaded by address is the map's own worker, and no HTML is made of text.
globalThis.trustedTypes?.createPolicy("default", {
  createScriptURL: (address) => (new URL(address, location.href).pathname === new URL(worker, location.href).pathname ? address : null),
});
setWorkerUrl(new URL(worker, location.href).href);

/** Returns a colour of the style sheet as it is now, in light or dark. */
function colour(name) {
  frame.style.color = `var(--${name})`;
  const found = getComputedStyle(frame).color;
  frame.style.color = "";
  return found;
}

async function load(path) {
  const answer = await fetch(api + path, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** Returns an expression that gives each border the share of tension of its pair, 0 to 1. */
function tension(pairs) {
  const most = Math.max(1, ...pairs.map((one) => one.recent));
  const cases = pairs.filter((one) => one.recent > 0).flatMap((one) => [one.pair, one.recent / most]);
  return cases.length ? ["match", ["get", "pair"], ...cases, 0] : 0;
}

/** Returns the width in pixels of a band that is so many kilometres wide on the ground, at every zoom. */
function band() {
  const atZoom = (zoom) => ["max", 4, ["/", ["*", ["get", "width_km"], (1000 * 2 ** zoom) / 78271.5], ["cos", ["*", ["get", "lat"], Math.PI / 180]]]];
  return ["interpolate", ["exponential", 2], ["zoom"], 0, atZoom(0), 14, atZoom(14)];
}

function style(data) {
  const ink = colour("ink"), muted = colour("muted"), crossed = colour("crossed"), tested = colour("tested");
  const share = tension(data.pairs);
  const accent = ["match", ["get", "state"], "crossed", crossed, "tested", tested, muted];
  const isConflict = [">", ["get", "quad_code"], 2];
  const source = (value) => ({ type: "geojson", data: value });
  return {
    version: 8,
    sources: {
      land: source(`${location.origin}${api}/map/land`), borders: source(data.borders), countries: source(data.countries),
      lines: source(data.lines), events: source(data.events),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("raised") } },
      { id: "circles", type: "fill", source: "lines", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": accent, "fill-opacity": 0.16 } },
      { id: "rims", type: "line", source: "lines", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-color": accent, "line-width": 1.5 } },
      { id: "bands", type: "line", source: "lines", filter: ["has", "width_km"], layout: { "line-join": "round" }, paint: { "line-color": accent, "line-opacity": 0.3, "line-width": band() } },
      { id: "outlines", type: "line", source: "lines", filter: ["has", "is_outline"], paint: { "line-color": accent, "line-width": 2.5, "line-opacity": 0.6, "line-dasharray": [0.6, 1.6] } },
      { id: "borders", type: "line", source: "borders", filter: ["get", "is_settled"], paint: { "line-color": ["interpolate", ["linear"], share, 0, muted, 1, ink], "line-opacity": ["interpolate", ["linear"], share, 0, 0.55, 1, 1], "line-width": ["+", 0.7, ["*", 3, share]] } },
      { id: "contested", type: "line", source: "borders", filter: ["!", ["get", "is_settled"]], paint: { "line-color": ["interpolate", ["linear"], share, 0, muted, 1, ink], "line-width": ["+", 1, ["*", 3, share]], "line-dasharray": [2, 1.2] } },
      { id: "events", type: "circle", source: "events", paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 1, ["+", 2, ["*", 0.25, ["abs", ["get", "intensity"]]]], 8, ["+", 4, ["*", 0.9, ["abs", ["get", "intensity"]]]]],
        "circle-color": ["case", isConflict, ink, colour("raised")], "circle-opacity": ["case", isConflict, 0.65, 0.8],
        "circle-stroke-color": ["case", isConflict, colour("raised"), ink], "circle-stroke-width": 1 } },
      { id: "names", type: "symbol", source: "countries", minzoom: 1.5, layout: { "text-field": ["get", "name"], "text-size": 12, "text-font": ["sans-serif"], "symbol-sort-key": ["get", "rank"] }, paint: { "text-color": muted, "text-halo-color": colour("raised"), "text-halo-width": 1.5 } },
    ],
  };
}

/** Returns an element with text; what comes from a report is only ever text. */
function element(name, text, href) {
  const made = document.createElement(name);
  made.textContent = text;
  if (href) made.setAttribute("href", href);
  return made;
}

function describe(feature) {
  const is = feature.properties, item = document.createElement("li");
  if (is.event_id) {
    item.append(element("strong", is.event_type), ` ${is.mode ?? ""} ${is.day ?? "no day"}`, document.createElement("br"));
    item.append(element("a", `${is.place ?? "place"}: the sentence`, `/why/${encodeURIComponent(is.event_id)}`));
    if (is.deaths) item.append(`, ${is.deaths} dead`);
  } else if (is.line_id) {
    item.append(element("strong", `Red line, ${is.state.replace("_", " ")}`), document.createElement("br"));
    item.append(element("a", `${is.declarer}: ${is.trigger}`, `/lines/${encodeURIComponent(is.line_id)}`));
  } else {
    const of = data.pairs.find((one) => one.pair === is.pair);
    item.append(element("strong", `Border ${is.pair.replace("-", "–")}`), is.is_settled ? "" : ", not settled", document.createElement("br"));
    item.append(element("a", of ? `${of.events} events, tension ${Math.round(of.recent)} in four weeks` : "its events", `/events?pair=${encodeURIComponent(is.pair)}`));
  }
  return item;
}

function show(features) {
  const known = new globalThis.Map(features.map((each) => [each.properties.event_id ?? each.properties.line_id ?? each.properties.pair, each]));
  const chosen = [...known.values()];
  const list = document.createElement("ul");
  list.append(...chosen.slice(0, MOST_SHOWN).map(describe));
  const rest = chosen.length > MOST_SHOWN ? [element("p", `and ${chosen.length - MOST_SHOWN} more here; zoom in`)] : [];
  shown.replaceChildren(element("h2", "Here"), ...(chosen.length ? [list, ...rest] : [element("p", "Nothing is there.")]));
}

/** Lists red lines and the latest events before anything is chosen: what can be clicked can also be reached by key. */
function showLatest() {
  const lines = [...new globalThis.Map(data.lines.features.map((each) => [each.properties.line_id, each])).values()];
  for (const [name, features] of [["Latest events", data.events.features], ["Red lines", lines]]) {
    if (!features.length) continue;
    const list = document.createElement("ul");
    list.append(...features.slice(0, MOST_LATEST).map(describe));
    shown.append(element("h2", name), list);
  }
}

/** Returns the corners around most of the events, so that one far away does not make the map a speck. */
function extent(events) {
  const points = events.features.map((each) => each.geometry.coordinates);
  if (!points.length) return [[-130, -40], [150, 65]];
  const cut = (values) => values.sort((a, b) => a - b).slice(Math.floor(values.length * 0.2), Math.ceil(values.length * 0.8) || 1);
  const [east, north] = [cut(points.map((one) => one[0])), cut(points.map((one) => one[1]))];
  return [[east[0] - 1, Math.max(-80, north[0] - 1)], [east.at(-1) + 1, Math.min(80, north.at(-1) + 1)]];
}

const LAYERS = { events: ["events"], lines: ["circles", "rims", "bands", "outlines"], borders: ["borders", "contested"] };
const data = {};

async function start() {
  const [borders, countries, lines, events, tensions] = await Promise.all([
    load("/map/borders"), load("/map/countries"), load("/map/lines"), load(`/map/events${query}`), load("/pairs?limit=200"),
  ]);
  Object.assign(data, { borders, countries, lines, events, pairs: tensions.pairs });
  const map = new Map({ container: frame, style: style(data), bounds: extent(events), fitBoundsOptions: { padding: 30, maxZoom: 7 }, attributionControl: false, maxZoom: 11, renderWorldCopies: true });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl());
  map.on("click", (at) => {
    const box = [[at.point.x - 5, at.point.y - 5], [at.point.x + 5, at.point.y + 5]];
    show(map.queryRenderedFeatures(box, { layers: Object.values(LAYERS).flat() }));
  });
  for (const [name, layers] of Object.entries(LAYERS)) {
    document.getElementById(`layer-${name}`).addEventListener("change", (change) => {
      for (const layer of layers) map.setLayoutProperty(layer, "visibility", change.target.checked ? "visible" : "none");
    });
  }
  addEventListener("themechange", () => map.setStyle(style(data)));
  showLatest();
  map.once("idle", () => { frame.dataset.ready = "yes"; });
}

start().catch((error) => { shown.replaceChildren(element("p", `The map cannot be shown: ${error.message}`)); });
