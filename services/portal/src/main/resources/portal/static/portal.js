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
    last = now;
  });
}
