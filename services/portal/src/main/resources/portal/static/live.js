// Figures that move. The page is complete without it: this keeps its numbers, and then its charts, up to date.
const EVERY = 1000;
const SAY_EVERY = 60_000;
const DRAW_EVERY = 60_000;
const SILENCE = 25_000;
const LONGEST_WAIT = 30_000;
const PAUSED = 'waymark-live-paused';
const ASKED = { 'X-Requested-With': 'XMLHttpRequest' }; // so that it is not taken for a page to come back to

const root = document.querySelector('[data-live-from]');
if (root && 'EventSource' in window) start();

function start() {
  const state = root.querySelector('[data-live-state]');
  const says = root.querySelector('[data-live-says]');
  const button = root.querySelector('[data-live-pause]');
  const lostNotice = document.querySelector('[data-live-lost]');
  const asAt = state.textContent;
  const moved = new Map(); // what has come and does not stand on the page yet, by name
  const unsaid = new Map(); // what has changed since it was last said aloud, by title
  const paintedAt = new Map(); // when, by name
  let source, failures = 0, retry, silence, painting, sayingAt = 0, saying, drawing, drawAgain = false;
  let lostSince = null;

  const clock = when => when.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

  function figure(value, unit) {
    if (value === null || value === undefined) return 'none';
    const decimals = unit === 'percent' || unit === 'weeks' ? 1 : 0;
    const words = value.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    return unit === 'percent' ? words + '%' : words;
  }

  function connect() {
    source = new EventSource(root.dataset.liveFrom);
    heard();
    source.addEventListener('snapshot', take);
    source.addEventListener('change', take);
    source.addEventListener('beat', heard);
    source.addEventListener('lost', event => {
      heard();
      lost(new Date(JSON.parse(event.data).since));
    });
    source.addEventListener('elsewhere', event => {
      paused = true;
      pause(true);
      state.textContent = asAt + ' ' + JSON.parse(event.data).words + ' These here stand still until you resume updates.';
    });
    source.addEventListener('refused', () => {
      disconnect();
      state.textContent = asAt + ' These figures do not move by themselves.';
      button.hidden = true;
    });
    source.onerror = again;
  }

  function disconnect() {
    if (source) source.close();
    source = null;
    clearTimeout(retry);
    clearTimeout(silence);
  }

  // The browser's own way of trying again knows no patience, and does not tell when the connection hangs.
  function again() {
    disconnect();
    const wait = Math.min(LONGEST_WAIT, 1000 * 2 ** failures) * (0.75 + Math.random() / 2);
    // A stream that ends after a while and is taken up again at once was not lost.
    if (failures++ > 0) lost(lostSince || new Date());
    retry = setTimeout(connect, failures === 1 ? 200 : wait);
    if (failures % 4 === 3) lookWhetherSignedOut();
  }

  async function lookWhetherSignedOut() {
    const answer = await fetch(root.dataset.charts, { headers: ASKED, redirect: 'manual' }).catch(() => null);
    if (paused || !answer || (answer.status !== 401 && answer.type !== 'opaqueredirect')) return;
    disconnect();
    lostNotice.firstElementChild.textContent = 'You have been signed out. Load the page again to sign in and go on.';
  }

  function heard() {
    clearTimeout(silence);
    silence = setTimeout(again, SILENCE);
  }

  function lost(since) {
    lostSince = since;
    lostNotice.firstElementChild.textContent =
      'The live figures were lost at ' + clock(since) + '. What you see is from then; it mends itself when they come back.';
    lostNotice.hidden = false;
    state.textContent = asAt + ' Not live since ' + clock(since) + '.';
  }

  function take(event) {
    heard();
    failures = 0;
    if (lostSince !== null || event.type === 'snapshot') {
      lostSince = null;
      lostNotice.hidden = true;
      state.textContent = asAt + ' Live.';
    }
    if (root.hasAttribute('data-live-redraw')) {
      draw();
      return;
    }
    for (const [name, value] of Object.entries(JSON.parse(event.data))) moved.set(name, value);
    clearTimeout(painting);
    painting = setTimeout(paint, 0);
  }

  // Each figure at most once a second: one that stood still for longer does not wait for others.
  function paint() {
    const now = Date.now();
    let changed = false, next = Infinity;
    for (const [name, value] of moved) {
      const due = (paintedAt.get(name) || 0) + EVERY;
      if (due > now) {
        next = Math.min(next, due);
        continue;
      }
      moved.delete(name);
      for (const place of document.querySelectorAll('[data-live="' + CSS.escape(name) + '"]')) {
        const words = figure(value, place.dataset.unit);
        if (place.textContent === words) continue;
        place.textContent = words;
        paintedAt.set(name, now);
        unsaid.set(place.dataset.title, words);
        changed = true;
      }
    }
    painting = next < Infinity ? setTimeout(paint, next - now) : null;
    if (!changed) return;
    tell();
    draw();
  }

  function tell() {
    state.textContent = asAt + ' Live. Last change at ' + clock(new Date()) + '.';
    if (!saying && unsaid.size > 0) saying = setTimeout(say, Math.max(0, sayingAt + SAY_EVERY - Date.now()));
  }

  function say() {
    saying = null;
    sayingAt = Date.now();
    says.textContent = [...unsaid].map(([title, words]) => title + ' ' + words).join(', ');
    unsaid.clear();
  }

  // The charts anew, part by part, so that what is open stays open and the focus where it is.
  async function draw() {
    if (drawing) {
      drawAgain = true;
      return;
    }
    drawing = true;
    const began = Date.now();
    try {
      const answer = await fetch(root.dataset.charts, { headers: ASKED, redirect: 'error' });
      const text = answer.ok ? await answer.text() : null;
      if (text !== null && !paused) put(new DOMParser().parseFromString(text, 'text/html'));
    } catch {
      // The next change tries again.
    }
    setTimeout(() => {
      drawing = false;
      if (drawAgain) {
        drawAgain = false;
        draw();
      }
    }, Math.max(0, EVERY - (Date.now() - began)));
  }

  function put(fresh) {
    for (const chart of fresh.querySelectorAll('[data-chart]')) {
      const place = document.getElementById(chart.id);
      const parts = chart.querySelectorAll('[data-part]');
      const places = place ? place.querySelectorAll('[data-part]') : [];
      if (!place || parts.length !== places.length) {
        if (place && !place.contains(document.activeElement)) place.replaceWith(document.importNode(chart, true));
        continue;
      }
      parts.forEach((part, at) => {
        if (places[at].innerHTML === part.innerHTML) return;
        if (part.dataset.title) {
          unsaid.set(part.dataset.title, part.dataset.words);
          tell();
        }
        const focus = places[at].contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
        places[at].innerHTML = part.innerHTML;
        if (focus) [...places[at].querySelectorAll('a')].find(link => link.getAttribute('href') === focus)?.focus();
      });
    }
  }

  // What moves no figure that stands large may yet move a chart.
  setInterval(() => {
    if (source && lostSince === null && !document.hidden) draw();
  }, DRAW_EVERY);

  function pause(paused) {
    button.textContent = paused ? 'Resume updates' : 'Pause updates';
    if (paused) {
      disconnect();
      // Nothing that was on its way changes the page any more or is said: what comes first on resuming has all of it.
      clearTimeout(painting);
      clearTimeout(saying);
      painting = saying = null;
      drawAgain = false;
      moved.clear();
      unsaid.clear();
      lostSince = null;
      lostNotice.hidden = true;
      state.textContent = asAt + ' Updates paused.';
    } else {
      state.textContent = asAt;
      connect();
    }
  }

  const keep = paused => {
    try {
      if (paused) localStorage.setItem(PAUSED, 'yes');
      else localStorage.removeItem(PAUSED);
    } catch {
      // Where nothing may be kept, a pause lasts as long as the page.
    }
  };
  const kept = () => {
    try {
      return localStorage.getItem(PAUSED) !== null;
    } catch {
      return false;
    }
  };
  let paused = kept();
  button.hidden = false;
  button.addEventListener('click', () => {
    paused = !paused;
    keep(paused);
    pause(paused);
  });
  pause(paused);
}
