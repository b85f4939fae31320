// What pages get on top of what the server made; every page works without it.
import { initAll as govuk } from '/webjars/govuk-frontend/dist/govuk/govuk-frontend.min.js';
import { initAll as moj } from '/webjars/ministryofjustice__frontend/moj/moj-frontend.min.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
govuk();
moj();

// The numbers beside the navigation ask for themselves while somebody can see them, and are said only when they have grown.
const said = document.getElementById('alerts-said');
for (const number of document.querySelectorAll('[data-number]')) {
  const shown = () => Number(number.querySelector('[data-waiting]')?.dataset.waiting ?? 0);
  let last = shown();
  number.addEventListener('htmx:beforeRequest', event => {
    if (document.hidden) event.preventDefault();
  });
  number.addEventListener('htmx:afterSwap', () => {
    const now = shown();
    if (now > last) said.textContent = `${now - last} more ${number.dataset.more}: ${now} ${number.dataset.all}`;
    else if (now < last) said.textContent = '';
    if (now !== last) document.body.dispatchEvent(new Event(number.id + '-moved'));
    last = now;
  });
}

// Lists ask for themselves too. One that somebody looks through with the keyboard, or that is as it was, stays.
const isIn = list => list.contains(document.activeElement);
document.body.addEventListener('htmx:beforeRequest', event => {
  const list = event.target;
  if (list.matches('[data-fresh]') && (document.hidden || isIn(list))) event.preventDefault();
});
document.body.addEventListener('htmx:beforeSwap', event => {
  const list = event.target;
  if (!list.matches('[data-fresh]')) return;
  const fresh = new DOMParser().parseFromString(event.detail.serverResponse, 'text/html').getElementById(list.id);
  if (!fresh || isIn(list) || fresh.innerHTML === list.innerHTML) event.detail.shouldSwap = false;
});
