// What is wrong with the page that stands there, in lines; axe is loaded. By axe the rules of WCAG 2.2 A and AA and its own good practice, then what no
// rule of axe holds a page to.
async product => {
  const faults = [];
  const found = await axe.run(document, {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
  });
  for (const violation of found.violations) {
    faults.push(violation.id + ': ' + violation.help + ' ' + violation.nodes.slice(0, 2).map(node => node.html.slice(0, 300)).join(' '));
  }
  const say = (holds, words) => {
    if (!holds) faults.push(words);
  };
  const words = text => text.replace(/\s+/g, ' ').trim();

  say(/^en(-GB)?$/.test(document.documentElement.lang), 'no language');
  const main = document.querySelectorAll('h1');
  say(main.length === 1, main.length + ' main headings');
  say(document.title.includes(product), 'the title does not name the product: ' + document.title);
  if (main.length === 1) {
    // Either says what the other does, a caption, a number that moves, or what was found aside.
    const named = text => words(text).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').split(' ').filter(word => word && !/^\d+$/.test(word));
    const title = named(document.title.replace(/^Error: /, '').replace(/ . [^–-]*$/, ''));
    const heading = named((main[0].parentElement.querySelector('.govuk-caption-l')?.textContent || '') + ' ' + main[0].textContent);
    const alone = named(main[0].textContent);
    say(alone.every(word => title.includes(word)) || title.every(word => heading.includes(word)), 'the title ' + document.title + ' is not the main heading: ' + words(main[0].textContent));
  }
  let level = 1;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const own = Number(heading.tagName[1]);
    // A problem or a success is said above the main heading.
    if (!heading.closest('[role=alert]')) say(own <= level + 1, 'heading out of order: ' + words(heading.textContent));
    say(words(heading.textContent) !== '', 'empty heading');
    level = own;
  }
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  say(new Set(ids).size === ids.length, 'the same id twice: ' + ids.filter((id, at) => ids.indexOf(id) !== at));

  const skip = [...document.querySelectorAll('a[href], button, input')].find(element => element.type !== 'hidden');
  const target = skip && skip.hash && document.getElementById(skip.hash.slice(1));
  say(target && target.tagName === 'MAIN', 'the first thing to reach does not lead to the main content');

  for (const control of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    const label = control.labels && control.labels[0] && words(control.labels[0].textContent);
    say(label || control.getAttribute('aria-label'), 'no label: ' + control.name);
    for (const id of (control.getAttribute('aria-describedby') || '').split(' ').filter(id => id)) {
      say(document.getElementById(id), 'described by nothing: ' + id);
    }
  }
  for (const table of document.querySelectorAll('main table:not(.moj-datepicker__calendar)')) {
    say(table.caption && words(table.caption.textContent), 'a table without caption');
    say(table.querySelector('th[scope]'), 'a table without headings');
  }
  return faults;
}
