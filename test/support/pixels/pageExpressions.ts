// What is evaluated in VS Code's page to find a text and to draw it again. Strings, because they are compiled there: the
// types of a browser's page would otherwise reach into every file of the tests.

/** A text on one line of the window: a decoration of the editor that contains it, or the text of an element. */
export type TextPlace = { readonly decoration: string } | { readonly selector: string };

export interface LocatedText {
  readonly text: string;
  /** CSS pixels, not rounded: where the text's line box starts and where the text itself does. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** CSS that makes another element look the same. */
  readonly css: string;
}

export const referenceId = 'leaklens-pixel-reference';

const sameLook = `(style) => {
  const properties = ['font-family', 'font-size', 'font-style', 'font-weight', 'font-feature-settings', 'color',
    'font-variation-settings', 'letter-spacing', 'word-spacing', 'text-transform', 'font-variant-ligatures'];
  return properties.map((name) => name + ':' + style.getPropertyValue(name)).join(';');
}`;

const backgroundOf = `(element) => {
  for (let at = element; at; at = at.parentElement) {
    const color = getComputedStyle(at).backgroundColor;
    if (!/^rgba\\(.*, 0\\)$|^transparent$/.test(color)) return color;
  }
  return 'white';
}`;

const widthOf = `(text, css) => {
  const measured = document.createElement('span');
  measured.style.cssText = css + ';position:fixed;visibility:hidden;white-space:pre';
  measured.textContent = text;
  document.body.append(measured);
  const { width } = measured.getBoundingClientRect();
  measured.remove();
  return width;
}`;

/** VS Code draws what an extension puts before or after a line as generated content, which no selector finds. */
const locateDecoration = (text: string) => `(() => {
  for (const element of document.querySelectorAll('.view-line span')) {
    for (const side of ['::before', '::after']) {
      const style = getComputedStyle(element, side);
      if (!/^["']/.test(style.content)) continue;
      const text = style.content.slice(1, -1).replace(/\\\\(.)/g, '$1');
      if (!text.includes(${JSON.stringify(text)})) continue;
      const css = (${sameLook})(style);
      const width = (${widthOf})(text, css);
      const box = element.getBoundingClientRect();
      const line = element.closest('.view-line').getBoundingClientRect();
      const inset = (edge) => parseFloat(style['margin' + edge]) + parseFloat(style['padding' + edge]);
      const x = side === '::after' ? box.right - inset('Right') - width : box.left + inset('Left');
      const background = ';background:' + (${backgroundOf})(element);
      return { text, x, y: line.top, width, height: line.height, css: css + background };
    }
  }
})()`;

const locateElement = (selector: string) => `(() => {
  const element = document.querySelector(${JSON.stringify(selector)});
  if (!element) return undefined;
  const range = document.createRange();
  range.selectNodeContents(element);
  const { x, y, width, height } = range.getBoundingClientRect();
  const css = (${sameLook})(getComputedStyle(element)) + ';background:' + (${backgroundOf})(element);
  return { text: element.textContent, x, y, width, height, css };
})()`;

/** Evaluates to a LocatedText, or to undefined when nothing such is in the page. */
export function locateExpression(place: TextPlace): string {
  return 'decoration' in place ? locateDecoration(place.decoration) : locateElement(place.selector);
}

/**
 * Draws `text` as the located one looks, at the window's top left and the same fraction of a pixel, padded by `padding`,
 * over everything else.
 */
export function drawReferenceExpression(located: LocatedText, text: string, padding: number): string {
  const left = padding + (located.x % 1);
  const top = padding + (located.y % 1);
  const cover = `position:fixed;left:0;top:0;z-index:2147483647;width:${located.width + 2 * padding + 2}px;
    height:${located.height + 2 * padding + 2}px;overflow:hidden;margin:0`;
  const line = `position:absolute;left:${left}px;top:${top}px;white-space:pre;height:${located.height}px;
    line-height:${located.height}px`;
  return `(() => {
    const cover = document.createElement('div');
    cover.id = ${JSON.stringify(referenceId)};
    cover.style.cssText = ${JSON.stringify(`${located.css};${cover}`)};
    const line = document.createElement('div');
    line.style.cssText = ${JSON.stringify(line)};
    line.textContent = ${JSON.stringify(text)};
    cover.append(line);
    document.body.append(cover);
  })()`;
}

export const removeReferenceExpression = `document.getElementById(${JSON.stringify(referenceId)})?.remove()`;
