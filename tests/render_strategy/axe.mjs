// node axe.mjs NODE_MODULES FILE …: axe-core in Chromium at two widths, by day and by night. Prints JSON.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, ...files] = process.argv.slice(2);
const { default: puppeteer } = await import(pathToFileURL(path.join(modules, 'puppeteer-core/lib/esm/puppeteer/puppeteer-core.js')));
const axe = fs.readFileSync(path.join(modules, 'axe-core/axe.min.js'), 'utf8');
const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'kit-axe-'));
const browser = await puppeteer.launch({
  executablePath: process.env.KIT_CHROMIUM || '/usr/bin/chromium', headless: true, userDataDir: profile,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const found = [];
for (const file of files) for (const width of [1280, 400]) for (const scheme of ['light', 'dark']) {
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
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run(document));
  const violations = result.violations.map(v => `${v.id} ${v.nodes.length} ${v.nodes[0].html.slice(0, 120)}`);
  found.push({ file, width, scheme, violations, passes: result.passes.length, console, ...state });
  await page.close();
}
await browser.close();
fs.rmSync(profile, { recursive: true, force: true });
process.stdout.write(JSON.stringify(found));
