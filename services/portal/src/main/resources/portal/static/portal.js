// What pages get on top of what the server made; every page works without it.
import { initAll as govuk } from '/webjars/govuk-frontend/dist/govuk/govuk-frontend.min.js';
import { initAll as moj } from '/webjars/ministryofjustice__frontend/moj/moj-frontend.min.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
govuk();
moj();

// The number of alerts asks for itself while somebody can see it, and is said only when it has grown.
const number = document.getElementById('alerts-number');
if (number) {
  const said = document.getElementById('alerts-said');
  const shown = () => Number(number.querySelector('[data-alerts]')?.dataset.alerts ?? 0);
  let last = shown();
  number.addEventListener('htmx:beforeRequest', event => {
    if (document.hidden) event.preventDefault();
  });
  number.addEventListener('htmx:afterSwap', () => {
    const now = shown();
    if (now > last) said.textContent = `${now - last} more to acknowledge: ${now} in your alerts`;
    else if (now < last) said.textContent = '';
    last = now;
  });
}
