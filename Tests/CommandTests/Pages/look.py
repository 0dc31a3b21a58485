#!/usr/bin/env python3
"""look.py PAGE...: opens pages in headless Chromium, narrow and wide, light and dark, and says what is wrong.

Prints one line a problem and ends with status 1 when there is one. A page may make no request and say nothing to the
console; what is checked besides is what an accessibility checker can see: landmarks, headings, names, contrast, overflow.
"""
import os, pathlib, shutil, sys
from playwright.sync_api import sync_playwright

WIDTHS, SCHEMES = (360, 1280), ("light", "dark")

CHECK = r"""
() => {
  const problems = [], say = text => { if (problems.length < 40) problems.push(text) };
  const all = (words, root) => [...(root || document).querySelectorAll(words)];
  const short = element => element.outerHTML.slice(0, 120);

  // Nothing that runs or loads.
  for (const element of all('script,iframe,object,embed,link,base,form,audio,video,img,image,use,foreignObject'))
    if (element.tagName !== 'IMG' || !(element.getAttribute('src') || '').startsWith('data:'))
      say('an element that runs or loads: ' + short(element));
  for (const element of all('*'))
    for (const attribute of element.attributes)
      if (/^on/i.test(attribute.name) || /^\s*(javascript|data|vbscript):/i.test(attribute.value) && element.tagName !== 'IMG')
        say('a handler or a script address: ' + short(element));
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
  if (!policy || !policy.content.includes("default-src 'none'")) say('no strict policy');
  const odd = document.body.textContent.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
  if (odd) say('a control or direction character, U+' + odd[0].charCodeAt(0).toString(16));

  // Landmarks, headings, names.
  if (!document.documentElement.lang) say('no language');
  if (!document.title.trim()) say('no title');
  for (const name of ['header', 'nav', 'main', 'footer'])
    if (all('body > ' + name).length !== 1) say('not one ' + name);
  if (all('h1').length !== 1) say('not one h1');
  let level = 0;
  for (const heading of all('h1,h2,h3,h4,h5,h6')) {
    const now = Number(heading.tagName[1]);
    if (now > level + 1) say('a heading skips a level: ' + short(heading));
    if (!heading.textContent.trim()) say('an empty heading: ' + short(heading));
    level = now;
  }
  for (const svg of all('svg')) {
    if (svg.getAttribute('aria-hidden') === 'true') continue;
    const title = svg.querySelector(':scope > title'), about = svg.querySelector(':scope > desc');
    if (svg.getAttribute('role') !== 'img' || !title || !title.textContent.trim()) say('a drawing without a name: ' + short(svg));
    if (!about || about.textContent.trim().length < 20) say('a drawing without a text alternative: ' + short(svg));
  }
  for (const image of all('img')) if (!(image.alt || '').trim()) say('a picture without alt: ' + short(image));
  for (const table of all('table')) {
    if (!table.caption || !table.caption.textContent.trim()) say('a table without a caption: ' + short(table));
    for (const head of all('th', table)) if (!['col', 'row'].includes(head.scope)) say('a header without a scope: ' + short(head));
    if (!all('thead th', table).length) say('a table without headers: ' + short(table));
  }
  for (const region of all('[role=region]')) if (!(region.getAttribute('aria-label') || '').trim()) say('a region without a name: ' + short(region));
  for (const element of all('[aria-label]'))
    if (!element.getAttribute('role') && !['NAV', 'SECTION', 'A', 'BUTTON'].includes(element.tagName)) say('a name on what has no role: ' + short(element));
  const ids = new Set();
  for (const element of all('[id]')) { if (ids.has(element.id)) say('an id twice: ' + element.id); ids.add(element.id) }
  for (const link of all('a')) {
    const target = link.getAttribute('href') || '';
    if (!link.textContent.trim()) say('a link without words: ' + short(link));
    if (/^[a-z]+:|^\/\//i.test(target)) say('a link that leaves: ' + target);
    if (target.startsWith('#') && !ids.has(decodeURIComponent(target.slice(1)))) say('a link to nowhere: ' + target);
  }

  // Nothing wider than the screen but what scrolls in a box of its own that a keyboard reaches.
  if (document.documentElement.scrollWidth > innerWidth) say('the page scrolls sideways: ' + document.documentElement.scrollWidth + ' > ' + innerWidth);
  for (const box of all('*')) {
    const style = getComputedStyle(box);
    if (!['auto', 'scroll'].includes(style.overflowX) || box.scrollWidth <= box.clientWidth + 1) continue;
    if (box.tabIndex < 0 && !all('a[href],button,summary', box).length) say('a scrolling box no keyboard reaches: ' + short(box));
  }

  // Contrast, from the colours as rendered.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const rgba = text => {
    if (!known.has(text)) {
      canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
      known.set(text, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(text);
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05) };
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
      if (colour[3] > 0) say('a ground that lets through: ' + short(at));
    }
    return [255, 255, 255, 255];
  };
  const judge = (element, front, back, style) => {
    const size = parseFloat(style.fontSize), big = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
    const value = ratio(front, back);
    if (value < (big ? 3 : 4.5)) say('contrast ' + value.toFixed(2) + ': ' + short(element));
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(element) || element.closest('svg')) continue;
    seen.add(element);
    if (!element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    judge(element, rgba(style.color), ground(element), style);
  }
  for (const svg of all('svg')) {
    const page = ground(svg.parentElement), shapes = all('rect,polygon,text', svg);
    const under = [];
    for (const shape of shapes) {
      if (shape.tagName !== 'text') { const fill = getComputedStyle(shape).fill; if (fill !== 'none') under.push([shape.getBBox(), fill]); continue }
      if (!shape.textContent.trim()) continue;
      const box = shape.getBBox(), x = box.x + Math.min(box.width, 8) / 2, y = box.y + box.height / 2;
      let back = page;
      for (const [other, fill] of under)
        if (x >= other.x && x <= other.x + other.width && y >= other.y && y <= other.y + other.height) back = rgba(fill);
      const style = getComputedStyle(shape);
      judge(shape, rgba(style.fill), back, style);
    }
  }
  return problems;
}
"""


def look(browser, page_path):
    problems = []
    context = browser.new_context()
    page = context.new_page()
    address = page_path.resolve().as_uri()
    page.on("console", lambda message: problems.append(f"the console: {message.text}"))
    page.on("pageerror", lambda error: problems.append(f"an error: {error}"))
    page.on("dialog", lambda dialog: (problems.append("a dialog"), dialog.dismiss()))
    page.on("request", lambda request: problems.append(f"a request: {request.url}") if request.url != address else None)
    page.goto(address, timeout=60_000)
    for details in page.query_selector_all("details"):
        details.evaluate("element => { element.open = true }")
    for width in WIDTHS:
        for scheme in SCHEMES:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            problems += [f"{width} {scheme}: {problem}" for problem in page.evaluate(CHECK)]
    context.close()
    return problems


def main():
    pages = [pathlib.Path(word) for word in sys.argv[1:]]
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program or not pages:
        sys.exit("look.py: needs Chromium and a page")
    wrong = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for page in pages:
            for problem in look(browser, page):
                print(f"{page.name} {problem}")
                wrong += 1
        browser.close()
    print(f"{len(pages)} pages, {len(WIDTHS) * len(SCHEMES)} views each, {wrong} problems")
    sys.exit(1 if wrong else 0)


main()
