// The strategy's page with script: search, filters, numbers of a figure, evidence in place.
// Nothing is fetched and nothing is stored; without this script the page is whole.
(() => {
  'use strict';
  const one = (what, where = document) => where.querySelector(what);
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const words = JSON.parse(one('#words').textContent);
  const packed = JSON.parse(one('#rows').textContent);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const make = (tag, attributes = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };
  document.documentElement.classList.add('script');

  // ---- Search ----
  const LEAST = 2;
  const PARTS = 'p,li,td,th,dt,dd,h1,h2,h3,h4,caption,figcaption,summary,blockquote';
  const form = one('#search'), query = one('#query'), hits = one('#hits'), said = one('#search-said');
  const paint = 'highlights' in CSS;
  let index = null, places = [], at = -1, asked = '', telling = 0;

  // One long text in small letters and one blank for many, in pieces: where each begins, and where it stands.
  const PIECES = /\s+|[^\s\u00ad]+(?: [^\s\u00ad]+)*/g;
  const lower = text => {
    const small = text.toLowerCase();
    return small.length === text.length ? small : [...text].map(sign => sign.toLowerCase().slice(0, sign.length)).join('');
  };
  const read = () => {
    const skip = node => node.parentElement.closest('svg,sup,.back,form,.told,.shown-note,.unseen');
    const walker = document.createTreeWalker(one('#content'), NodeFilter.SHOW_TEXT,
      node => skip(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const texts = [], starts = [], nodes = [], offsets = [];
    let part = null, length = 0, gap = true;
    const add = (text, node, offset) => {
      texts.push(text); starts.push(length); nodes.push(node); offsets.push(offset);
      length += text.length;
    };
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const own = node.parentElement.closest(PARTS);
      if (own !== part) { add('\n', node, 0); part = own; gap = true; }
      for (const { 0: piece, index: offset } of node.data.matchAll(PIECES)) {
        const blank = !piece.trim();
        if (!blank) add(lower(piece), node, offset); else if (!gap) add(' ', node, offset);
        gap = blank;
      }
    }
    return { text: texts.join(''), starts, nodes, offsets };
  };
  // The piece that a letter of the long text lies in: the last one that begins at or before it.
  const piece = letter => {
    let low = 0, high = index.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (index.starts[middle] <= letter) low = middle; else high = middle - 1;
    }
    return [index.nodes[low], index.offsets[low] + letter - index.starts[low]];
  };
  const range = (start, end) => {
    const made = document.createRange(), [last, offset] = piece(end - 1);
    made.setStart(...piece(start));
    made.setEnd(last, offset + 1);
    return made;
  };
  const ready = () => { index ??= read(); };
  const find = text => {
    ready();
    const found = [];
    for (let from = index.text.indexOf(text); from >= 0; from = index.text.indexOf(text, from + text.length))
      found.push(range(from, from + text.length));
    return found;
  };
  const show = () => {
    if (!paint) return;
    CSS.highlights.set('hits', new Highlight(...places));
    if (at >= 0) CSS.highlights.set('hit', new Highlight(places[at])); else CSS.highlights.delete('hit');
  };
  const tell = text => { clearTimeout(telling); telling = setTimeout(() => { said.textContent = text; }, 150); };
  const go = to => {
    at = (to + places.length) % places.length;
    const here = places[at].startContainer.parentElement;
    for (let box = here.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
    const row = here.closest('tr[hidden]');
    if (row) one(`form[data-for="${row.closest('table').id}"]`).reset();
    show();
    if (!paint) { const chosen = getSelection(); chosen.removeAllRanges(); chosen.addRange(places[at]); }
    here.scrollIntoView({ block: 'center', inline: 'nearest' });
    const title = one('h2', here.closest('section')).textContent.replace(/\s+/g, ' ').trim();
    hits.textContent = fill(words.at, { n: at + 1, all: places.length });
    tell(fill(words.said, { n: at + 1, all: places.length, where: title }));
  };
  const clear = text => { places = []; at = -1; hits.textContent = text; show(); tell(text); };
  const search = () => {
    const text = query.value.toLowerCase().replace(/\s+/g, ' ').trim();
    if (text === asked) return;
    asked = text;
    form.classList.toggle('open', text !== '');
    if (text.length < LEAST) { clear(''); return; }
    places = find(text);
    if (places.length) go(0); else clear(words.none);
  };
  const leave = () => { query.value = ''; search(); query.blur(); };
  const step = by => { search(); if (places.length) go(at + by); };
  form.hidden = false;
  form.addEventListener('submit', event => event.preventDefault());
  query.addEventListener('focus', ready);
  query.addEventListener('input', search);
  query.addEventListener('keydown', event => {
    if (event.key === 'Escape') { event.preventDefault(); leave(); }
    if (event.key === 'Enter') {
      event.preventDefault();
      const typed = query.value.toLowerCase().replace(/\s+/g, ' ').trim();
      if (typed === asked) step(event.shiftKey ? -1 : 1); else search();
    }
  });
  for (const button of all('button', form)) button.addEventListener('click', () => {
    const by = Number(button.dataset.step);
    if (by) step(by); else leave();
  });
  document.addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input,select,textarea')) return;
    event.preventDefault();
    query.focus();
    query.select();
  });

  // ---- Filters of a table ----
  for (const sieve of all('form.filter')) {
    const rows = all('tbody tr', document.getElementById(sieve.dataset.for));
    const fields = all('[data-find]', sieve), shown = one('output', sieve), whole = one('button', sieve);
    const texts = rows.map(row => row.textContent.replaceAll('\u00ad', '').toLowerCase());
    const fits = (row, number, field) => {
      if (field.dataset.find === 'text') return texts[number].includes(field.value.toLowerCase().trim());
      const keys = row.cells[field.dataset.column].dataset.keys;
      if (field.dataset.find === 'missing') return !field.checked || keys === '';
      return !field.value || keys.split('\n').includes(field.value);
    };
    const hold = () => { // columns stay where they are, whatever rows are left
      const table = rows[0].closest('table'), heads = all('thead th', table), whole = table.clientWidth;
      const shares = heads.map(head => `${100 * head.offsetWidth / whole}%`);
      heads.forEach((head, number) => { head.style.width = shares[number]; });
      table.classList.add('held');
    };
    const sift = () => {
      let n = 0;
      rows.forEach((row, number) => {
        const hidden = !fields.every(field => fits(row, number, field));
        if (!hidden) n += 1;
        if (row.hidden === hidden) return; // a row that stays as it is costs nothing
        row.hidden = hidden;
        const note = row.nextElementSibling;
        if (hidden && note?.matches('.shown-note')) note.remove();
      });
      shown.textContent = fill(words.shown, { n, all: rows.length });
      whole.hidden = n === rows.length;
    };
    sieve.hidden = false;
    sieve.addEventListener('submit', event => event.preventDefault());
    sieve.addEventListener('focusin', hold, { once: true });
    sieve.addEventListener('input', sift);
    sieve.addEventListener('reset', () => setTimeout(sift));
    sift();
  }

  // ---- Tables: a stop of the keyboard only where there is something to scroll to ----
  const sized = new ResizeObserver(entries => {
    const wide = entries.map(({ target }) => target.scrollWidth > target.clientWidth);
    entries.forEach(({ target }, number) => {
      target.classList.toggle('fits', !wide[number]);
      if (wide[number]) target.tabIndex = 0; else target.removeAttribute('tabindex');
    });
  });
  for (const box of all('.table')) sized.observe(box);

  // ---- Where in the contents one is ----
  const contents = one('nav');
  const links = new Map(all('a', contents).map(link => [link.hash.slice(1), link]));
  const passing = new IntersectionObserver(entries => {
    const section = entries.findLast(entry => entry.isIntersecting)?.target;
    const link = section && links.get(section.id);
    if (!link) return;
    for (const other of links.values()) other.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'location');
    const box = contents.getBoundingClientRect(), line = link.getBoundingClientRect();
    if (!contents.contains(document.activeElement) && (line.top < box.top || line.bottom > box.bottom))
      contents.scrollTop += line.top - (box.top + box.bottom) / 2;
  }, { rootMargin: '-25% 0px -75% 0px' });
  for (const section of all('main > section')) passing.observe(section);

  // ---- Numbers of a figure ----
  for (const figure of all('figure')) {
    const drawing = one('.drawing', figure), told = one('.told', figure), marks = all('.mark', drawing);
    if (!marks.length) continue;
    let on = -1;
    const point = number => {
      marks[on]?.classList.remove('on');
      on = number;
      drawing.classList.toggle('reading', on >= 0);
      marks[on]?.classList.add('on');
      told.textContent = marks[on]?.dataset.said ?? words.hint;
    };
    told.hidden = false;
    point(-1);
    drawing.addEventListener('pointerover', event => {
      const mark = event.target.closest('.mark');
      if (mark) point(marks.indexOf(mark));
    });
    drawing.addEventListener('pointerleave', () => point(-1));
    drawing.addEventListener('blur', () => point(-1));
    drawing.addEventListener('keydown', event => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (event.key === 'Escape') point(-1);
      if (!by) return;
      event.preventDefault();
      point((on < 0 && by < 0 ? marks.length - 1 : on + by + marks.length) % marks.length);
      marks[on].scrollIntoView({ block: 'nearest', inline: 'center' });
    });
  }

  // ---- Evidence in place ----
  const evidence = number => {
    const [more, ...ids] = packed.notes[number] ?? [0];
    const made = ids.map(id => {
      const [place, ...cells] = packed.rows[id];
      const pairs = cells.map(([head, text]) => make('div', {}, make('dt', {}, packed.heads[head]), make('dd', {}, text)));
      return make('div', { class: 'row' }, make('p', { class: 'from' }, make('b', {}, id), ` ${place}`), make('dl', {}, ...pairs));
    });
    if (more) made.push(make('p', {}, fill(words.more, { n: more })));
    return made;
  };
  const panel = (mark, number) => {
    const note = document.getElementById(`note-${number}`).cloneNode(true);
    for (const back of all('.back', note)) back.remove();
    const name = `${words.note} ${number}`;
    const close = make('button', { type: 'button', class: 'close', 'aria-label': words.close }, '×');
    const link = make('a', { href: `#note-${number}` }, words.go);
    const made = make('div', { class: 'shown-note', role: 'group', tabindex: '-1', 'aria-label': name },
      close, make('p', {}, make('b', {}, name), ` ${note.textContent.trim()}`), ...evidence(number), make('p', {}, link));
    close.addEventListener('click', () => shut(mark));
    made.addEventListener('keydown', event => { if (event.key === 'Escape') shut(mark); });
    return made;
  };
  const opened = new Map();
  const shut = (mark, focus = true) => {
    opened.get(mark)?.remove();
    opened.delete(mark);
    mark.setAttribute('aria-expanded', 'false');
    if (focus) mark.focus();
  };
  const open = (mark, number) => {
    for (const other of [...opened.keys()]) shut(other, false);
    const made = panel(mark, number), row = mark.closest('tr');
    let box = made;
    if (row) {
      const cell = make('td', { role: 'cell', colspan: row.cells.length }, made);
      box = make('tr', { role: 'row', class: 'shown-note' }, cell);
      row.after(box);
    } else {
      const host = mark.closest('p,li,caption,figcaption');
      if (host.matches('p')) host.after(made); else host.append(made);
    }
    opened.set(mark, box);
    mark.setAttribute('aria-expanded', 'true');
    made.focus({ preventScroll: true });
    made.scrollIntoView({ block: 'nearest' });
  };
  for (const mark of all('sup.mark a')) {
    mark.setAttribute('aria-expanded', 'false');
    mark.addEventListener('click', event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (opened.has(mark)) shut(mark); else open(mark, Number(mark.hash.slice(6)));
    });
  }
})();
