// What pages get on top of what the server made; every page works without it.
import { initAll as govuk } from '/webjars/govuk-frontend/dist/govuk/govuk-frontend.min.js';
import { initAll as moj } from '/webjars/ministryofjustice__frontend/moj/moj-frontend.min.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
govuk();
moj();
