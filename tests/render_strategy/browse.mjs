// node browse.mjs NODE_MODULES FILE WORD PDF [PICTURES]: uses the page as a reader does, with the keyboard.
// Prints what was seen as JSON; prints the page to PDF; with PICTURES takes pictures.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, file, word, pdf, pictures] = process.argv.slice(2);
const { default: puppeteer } = await import(pathToFileURL(path.join(modules, 'puppeteer-core/lib/esm/puppeteer/puppeteer-core.js')));
const axe = fs.readFileSync(path.join(modules, 'axe-core/axe.min.js'), 'utf8');
const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'kit-browse-'));
const url = pathToFileURL(path.resolve(file)).href;
const browser = await puppeteer.launch({
  executablePath: process.env.KIT_CHROMIUM || '/usr/bin/chromium', headless: true, userDataDir: profile,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const seen = { requests: [], console: [] };
const open = async (width, scheme, script = true) => {
  const page = await browser.newPage();
  page.on('request', request => { if (request.url() !== url && !request.url().startsWith('data:')) seen.requests.push(request.url()); });
  page.on('console', message => seen.console.push(message.text()));
  page.on('pageerror', error => seen.console.push(String(error)));
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.goto(url);
  return page;
};
const rest = () => new Promise(done => setTimeout(done, 220)); // announcements wait a little
const text = (page, what) => page.$eval(what, found => found.textContent);
const focus = page => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName);
const inView = page => page.evaluate(() => {
  const box = [...CSS.highlights.get('hit')][0].getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
});
const picture = async (page, name) => { if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`) }); };

const searched = async page => {
  await page.keyboard.press('/');
  const got = { focus: await focus(page) };
  await page.keyboard.type(word);
  await rest();
  got.first = await text(page, '#hits');
  got.painted = await page.evaluate(() => CSS.highlights.get('hits').size);
  got.words = await page.evaluate(() => [...CSS.highlights.get('hits')].map(String));
  got.said = await text(page, '#search-said');
  got.view = [await inView(page)];
  await page.keyboard.press('Enter');
  got.next = await text(page, '#hits');
  got.view.push(await inView(page));
  await page.keyboard.down('Shift');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Shift');
  got.last = await text(page, '#hits');
  got.view.push(await inView(page));
  return got;
};
const left = async page => {
  await page.keyboard.press('Escape');
  await rest();
  const got = { value: await page.$eval('#query', field => field.value), hits: await text(page, '#hits'), focus: await focus(page) };
  await page.keyboard.press('/');
  await page.keyboard.type('qxqxq');
  await rest();
  got.none = await text(page, '#search-said');
  await page.keyboard.press('Escape');
  return got;
};
const sifted = page => page.evaluate(() => {
  const form = document.querySelector('form.filter');
  if (!form) return null;
  const rows = [...document.getElementById(form.dataset.for).querySelectorAll('tbody tr')];
  const got = { rows: rows.length, said: [], shown: [] };
  const note = name => { got.said.push([name, form.querySelector('output').textContent]); got.shown.push(rows.filter(row => row.checkVisibility()).map(row => row.cells[0].textContent)); };
  const change = (field, name) => { field.dispatchEvent(new Event('input', { bubbles: true })); note(name); };
  const clear = field => { if (field.type === 'checkbox') field.checked = false; else field.value = ''; };
  for (const field of form.querySelectorAll('[data-find]')) {
    if (field.type === 'checkbox') field.checked = true;
    else if (field.options) field.selectedIndex = 1;
    else field.value = rows.at(-1).cells[0].textContent.toUpperCase();
    change(field, field.dataset.find);
    clear(field);
  }
  form.dispatchEvent(new Event('input'));
  note('none');
  return got;
});
const asked = async (page, what) => {
  const mark = await page.$(what);
  await mark.focus();
  await page.keyboard.press('Enter');
  const got = {
    expanded: await mark.evaluate(found => found.getAttribute('aria-expanded')),
    label: await text(page, `${what.split(' ')[0] === 'td' ? 'td ' : ''}.shown-note b`),
    rows: await page.$$eval('div.shown-note .row', rows => rows.map(row => [row.querySelector('b').textContent, row.querySelectorAll('dd').length])),
    near: await page.evaluate(() => { const box = document.querySelector('div.shown-note').getBoundingClientRect(); return box.top < innerHeight && box.bottom > 0; }),
    focus: await focus(page), hash: await page.evaluate(() => location.hash),
  };
  await picture(page, `note-${what.split(' ')[0]}`);
  await page.keyboard.press('Escape');
  got.closed = await page.$('div.shown-note') === null;
  got.back = await mark.evaluate(found => document.activeElement === found);
  return got;
};
const told = async page => {
  const drawing = await page.$('figure .drawing');
  const said = () => page.$eval('figure .told', found => found.textContent);
  const got = { hint: await said(), steps: [] };
  await drawing.focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) { await page.keyboard.press(key); got.steps.push(await said()); }
  await picture(page, 'figure');
  await page.keyboard.press('Escape');
  got.after = await said();
  await (await page.$('figure .mark:last-of-type')).hover();
  got.hover = await said();
  return got;
};

const STOPS = 60;
const walked = async page => { // Tab alone, from the top: every stop is another one, on the screen, with a ring
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
  await page.keyboard.press('Tab');
  const got = { first: await focus(page) };
  await page.keyboard.press('Enter');
  got.skipped = await focus(page);
  await page.evaluate(() => { window.stops = new Set(); });
  got.bad = [];
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const bad = await page.evaluate(() => {
      const here = document.activeElement, box = here.getBoundingClientRect(), look = getComputedStyle(here);
      const again = window.stops.has(here);
      window.stops.add(here);
      const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
      return again || !seen || look.outlineStyle === 'none' ? `${again} ${seen} ${look.outlineStyle} ${here.outerHTML.slice(0, 90)}` : '';
    });
    if (bad) got.bad.push(bad);
  }
  return got;
};
const sieved = async page => { // the filter of the system list with nothing but keys
  const shown = () => page.evaluate(() => [...document.getElementById(document.querySelector('form.filter').dataset.for).querySelectorAll('tbody tr')].filter(row => row.checkVisibility()).length);
  const got = { all: await shown(), kinds: [], left: [] };
  await page.evaluate(() => {
    const stops = [...document.querySelectorAll('a[href], button, input, select, [tabindex="0"]')].filter(found => found.checkVisibility());
    stops[stops.indexOf(document.querySelector('form.filter [data-find]')) - 1].focus();
  });
  const word = await page.evaluate(() => [...document.getElementById(document.querySelector('form.filter').dataset.for).querySelectorAll('tbody tr')].at(-1).cells[0].textContent);
  for (const keys of [[...word], ['ArrowDown'], ['Space']]) {
    await page.keyboard.press('Tab');
    got.kinds.push(await page.evaluate(() => document.activeElement.dataset.find || document.activeElement.type));
    for (const key of keys) { if (keys.length === 1) await page.keyboard.press(key); else await page.keyboard.type(key); }
    got.left.push(await shown());
  }
  for (let tab = 0; tab < 9 && await page.evaluate(() => document.activeElement.type !== 'reset'); tab += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await rest(); // the fields are empty only after the event
  got.again = await shown();
  return got;
};

const placed = async page => { // contents that say where one is; heads of tables in sight; stops only where one can scroll
  const got = { current: [], head: null, stops: [] };
  for (const id of await page.$$eval('main > section', all => all.map(section => section.id).filter((_, n) => n % 5 === 1))) {
    await page.evaluate(id => document.getElementById(id).scrollIntoView(), id);
    await rest();
    got.current.push([id, await page.$$eval('nav a[aria-current]', links => links.map(link => link.hash.slice(1)))]);
  }
  await page.evaluate(() => { const form = document.querySelector('form.filter'); document.getElementById(form.dataset.for).rows[40].scrollIntoView({ block: 'center' }); });
  await rest();
  got.head = await page.evaluate(() => {
    const head = document.getElementById(document.querySelector('form.filter').dataset.for).tHead.rows[0].cells[0], box = head.getBoundingClientRect();
    return { top: box.top, seen: document.elementFromPoint(box.left + 5, box.top + box.height / 2) === head };
  });
  got.stops = await page.$$eval('.table', boxes => boxes.filter(box => box.checkVisibility() && box.hasAttribute('tabindex') !== box.scrollWidth > box.clientWidth).map(box => box.ariaLabel));
  return got;
};
const phone = async () => { // the way back to the contents, and cards that share lines
  const page = await open(400, 'light');
  await page.evaluate(() => document.querySelector('#notes').scrollIntoView());
  const got = { link: await page.evaluate(() => { const link = document.querySelector('#search .up'), box = link.getBoundingClientRect(); return link.checkVisibility() && box.top >= 0 && box.bottom < 60; }) };
  await page.click('#search .up');
  await rest();
  got.top = await page.$eval('#contents', title => { const box = title.getBoundingClientRect(); return box.top >= 50 && box.bottom <= innerHeight; });
  got.labels = await page.$$eval('td[data-label]', cells => cells.map(cell => cell.dataset.label).filter(label => !/[^?:.]:$|[?.…]$/.test(label)));
  got.lines = await page.$eval('.table tbody tr', row => row.cells.length - new Set([...row.cells].map(cell => Math.round(cell.getBoundingClientRect().top))).size);
  await page.close();
  return got;
};

const first = await open(1280, 'light');
seen.walk = await walked(first);
seen.placed = await placed(first);
await first.close();
seen.phone = await phone();
const page = await open(1280, 'light');
seen.search = await searched(page);
await picture(page, 'search');
seen.left = await left(page);
seen.filter = await sifted(page);
seen.keys = await sieved(page);
seen.note = await asked(page, 'p sup.mark a');
seen.cell = await page.$('td sup.mark a') && await asked(page, 'td sup.mark a');
seen.figure = await told(page);
fs.writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true, timeout: 120000 }));
await page.close();

// axe with everything open at once
seen.axe = [];
for (const width of [1280, 400]) for (const scheme of ['light', 'dark']) {
  const view = await open(width, scheme);
  await view.setBypassCSP(true);
  await view.goto(url);
  await view.keyboard.press('/');
  await view.keyboard.type(word);
  await view.$eval('p sup.mark a', mark => mark.click());
  await rest();
  await picture(view, `open-${width}-${scheme}`);
  await view.evaluate(axe);
  const result = await view.evaluate(() => axe.run(document));
  const violations = result.violations.map(v => `${v.id} ${v.nodes.length} ${v.nodes[0].html.slice(0, 120)}`);
  const overflow = await view.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  seen.axe.push({ width, scheme, violations, passes: result.passes.length, overflow });
  await view.close();
}

const bare = await open(1280, 'light', false);
seen.bare = await bare.evaluate(() => [...document.querySelectorAll('form, .told')].filter(found => found.checkVisibility()).length);
await browser.close();
fs.rmSync(profile, { recursive: true, force: true });
process.stdout.write(JSON.stringify(seen));
