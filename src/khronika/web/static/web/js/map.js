// The map of events: countries drawn from our own file, marks asked of our own server, nothing from anywhere else.

const WHOLE = 4; // below this zoom level the marks of the whole world are fetched
const COARSE = 6; // up to this zoom level coastlines are drawn from the small file

function start(box) {
  const words = box.dataset;
  const map = L.map(box, { minZoom: 1, maxZoom: 12, worldCopyJump: true, attributionControl: false, zoomControl: false, preferCanvas: true });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  const marks = L.layerGroup().addTo(map);
  const [lat, lon, zoom] = words.at.split(",").map(Number);
  const isPlaced = words.at.split(",").length === 3 && [lat, lon, zoom].every(Number.isFinite);
  map.setView(isPlaced ? [lat, lon] : [30, 15], isPlaced ? zoom : 2);
  drawCountries(map, words);
  let isFirst = !isPlaced;
  let shownZoom = null;
  let fetched = null; // what the marks at hand cover: a little more than is seen

  async function refresh() {
    const level = Math.min(12, Math.round(map.getZoom()));
    const seen = map.getBounds();
    if (level === shownZoom && fetched && fetched.contains(seen)) return;
    shownZoom = level;
    fetched = level < WHOLE ? L.latLngBounds([[-90, -540], [90, 540]]) : seen.pad(0.6);
    const box = [fetched.getWest(), Math.max(-90, fetched.getSouth()), fetched.getEast(), Math.min(90, fetched.getNorth())];
    const part = level < WHOLE ? "" : `&seen=${box.map((degrees) => degrees.toFixed(2)).join(",")}`;
    const response = await fetch(`${words.cells}&zoom=${level}${part}`, { headers: { Accept: "application/json" } });
    if (!response.ok) {
      document.getElementById("messages").textContent = words.failed;
      return;
    }
    const { cells } = await response.json();
    if (level !== shownZoom) return;
    marks.clearLayers();
    for (const cell of cells) addMark(cell, map, marks, words);
    if (isFirst && cells.length) fit(map, cells);
    isFirst = false;
  }

  map.on("moveend", () => {
    remember(map);
    refresh();
  });
  refresh();
}

function fit(map, cells) {
  const bounds = L.latLngBounds(cells.flatMap((cell) => [[cell.box[1], cell.box[0]], [cell.box[3], cell.box[2]]]));
  map.fitBounds(bounds, { padding: [40, 40], maxZoom: 6, animate: false });
}

function remember(map) {
  const { lat, lng } = map.getCenter();
  const address = new URL(location.href);
  address.searchParams.set("at", `${lat.toFixed(3)},${lng.toFixed(3)},${map.getZoom()}`);
  history.replaceState(history.state, "", address);
}

async function drawCountries(map, words) {
  const pane = map.createPane("countries");
  pane.classList.add("countries");
  const renderer = L.svg({ pane: "countries", padding: 0.5 });
  const layers = {};
  async function draw() {
    const file = map.getZoom() > COARSE ? words.countries.replace("50m", "10m").replace(/\?.*/, "") : words.countries;
    if (!layers[file]) {
      const world = await (await fetch(file)).json();
      layers[file] = L.geoJSON(unwrapped(topojson.feature(world, world.objects.countries)), {
        pane: "countries", renderer, interactive: false, smoothFactor: 0.6, style: { className: "country" },
      });
    }
    for (const [name, layer] of Object.entries(layers)) {
      if (name === file) layer.addTo(map);
      else layer.remove();
    }
  }
  await draw();
  map.on("zoomend", draw);
}

// Natural Earth's rings cross the date line; on a flat map such a ring would be drawn right through the world. Each is
// laid out beyond the edge instead, and once more at the other edge.
function unwrapped(world) {
  for (const { geometry } of world.features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const laid = polygons.map((polygon) => polygon.map(layRing));
    const twins = laid.filter((polygon) => polygon[0].some(([lon]) => lon > 180)).map((polygon) => shift(polygon, -360));
    const others = laid.filter((polygon) => polygon[0].some(([lon]) => lon < -180)).map((polygon) => shift(polygon, 360));
    geometry.type = "MultiPolygon";
    geometry.coordinates = [...laid, ...twins, ...others];
  }
  return world;
}

function shift(polygon, degrees) {
  return polygon.map((ring) => ring.map(([lon, lat]) => [lon + degrees, lat]));
}

function layRing(ring) {
  let turn = 0;
  const laid = ring.map(([lon, lat], at) => {
    if (at) {
      const step = lon - ring[at - 1][0];
      if (step > 180) turn -= 360;
      else if (step < -180) turn += 360;
    }
    return [lon + turn, lat];
  });
  // Around the pole: closed along the map's lower edge.
  if (turn) laid.push([laid.at(-1)[0], -89], [laid[0][0], -89], laid[0]);
  return laid;
}

function addMark(cell, map, marks, words) {
  const digits = String(cell.number).length;
  const size = cell.kind === "settlement" ? 16 + 7 * digits : 24 + 7 * digits;
  const icon = L.divIcon({ className: `mark-box mark-${cell.kind}`, html: mark(cell), iconSize: [size, size] });
  const title = `${cell.name}: ${cell.number} ${words.events} (${cell.precision})`;
  const marker = L.marker([cell.lat, cell.lon], { icon, title, alt: title, keyboard: true, riseOnHover: true });
  marker.bindPopup(() => popup(cell, map, words), { minWidth: 180 });
  marker.addTo(marks);
}

function mark(cell) {
  const element = document.createElement("span");
  element.textContent = cell.number > 9999 ? `${Math.round(cell.number / 1000)}k` : String(cell.number);
  return element;
}

function popup(cell, map, words) {
  const box = document.createElement("div");
  const head = document.createElement("p");
  head.className = "faint";
  head.textContent = cell.precision;
  const list = document.createElement("ul");
  for (const place of cell.places) {
    const link = document.createElement("a");
    link.href = place.address;
    link.textContent = `${place.name}: ${place.number}`;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  box.append(head, list);
  if (cell.places.length > 1) {
    const closer = document.createElement("button");
    closer.type = "button";
    closer.textContent = words.closer;
    closer.addEventListener("click", () => {
      map.closePopup();
      map.fitBounds([[cell.box[1], cell.box[0]], [cell.box[3], cell.box[2]]], { padding: [60, 60], maxZoom: Math.max(map.getZoom() + 2, 5) });
    });
    box.append(closer);
  }
  return box;
}

// The page may be put in place by htmx after this file was read.
function startAll() {
  for (const box of document.querySelectorAll("#map:not(.leaflet-container)")) start(box);
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
else startAll();
document.addEventListener("htmx:afterSettle", startAll);
