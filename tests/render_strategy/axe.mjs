// node axe.mjs NODE_MODULES [--views=400-dark,…] [--sift=WORD] FILE …: axe-core in Chromium, without more said at
// two widths, by day and by night. --sift first types a word into the filter of the first long table. Prints JSON.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, ...said] = process.argv.slice(2);
const files = said.filter(word => !word.startsWith('--'));
const option = (name, usual) => said.find(word => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? usual;
const views = option('views', '1280-light,1280-dark,400-light,400-dark').split(',').map(view => view.split('-'));
const sift = option('sift', '');
const { default: puppeteer } = await import(pathToFileURL(path.join(modules, 'puppeteer-core/lib/esm/puppeteer/puppeteer-core.js')));
const axe = fs.readFileSync(path.join(modules, 'axe-core/axe.min.js'), 'utf8');
const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'kit-axe-'));
const browser = await puppeteer.launch({
  executablePath: process.env.KIT_CHROMIUM || '/usr/bin/chromium', headless: true, userDataDir: profile,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const sifted = word => {
  const form = document.querySelector('form.filter'), field = form.querySelector('[data-find="text"]');
  const rows = [...document.getElementById(form.dataset.for).querySelectorAll('tbody tr')];
  field.focus();
  field.value = word;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  const left = rows.filter(row => row.checkVisibility()).map(row => row.cells[0].textContent);
  return { said: form.querySelector('output').textContent, all: rows.length, left };
};
const found = [];
for (const file of files) for (const [wide, scheme] of views) {
  const width = Number(wide);
  const url = pathToFileURL(path.resolve(file)).href;
  const page = await browser.newPage();
  const console = [];
  page.on('console', message => console.push(message.text()));
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(url); // as a reader opens it: the content policy holds
  const state = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    font: document.fonts.check('16px "Atkinson Hyperlegible Next"'),
    columns: getComputedStyle(document.querySelector('.frame')).display,
  }));
  await page.setBypassCSP(true); // only so that axe itself may run
  await page.goto(url);
  if (sift) state.sifted = await page.evaluate(sifted, sift);
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run(document));
  const violations = result.violations.map(v => `${v.id} ${v.nodes.length} ${v.nodes[0].html.slice(0, 120)}`);
  found.push({ file, width, scheme, violations, passes: result.passes.length, console, ...state });
  await page.close();
}
await browser.close();
fs.rmSync(profile, { recursive: true, force: true });
process.stdout.write(JSON.stringify(found));
