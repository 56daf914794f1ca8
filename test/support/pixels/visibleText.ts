// Proves that a text stands in VS Code's window as pixels: draws the same text again in the same font, and compares.
import type { Region } from '../driver/messages.ts';
import { compareInk, type InkComparison } from './inkSimilarity.ts';
import {
  drawReferenceExpression,
  locateExpression,
  removeReferenceExpression,
  type LocatedText,
  type TextPlace,
} from './pageExpressions.ts';

/** A window that can be asked and photographed: the driver inside the tests, a page of playwright outside of them. */
export interface Stage {
  evaluate(expression: string): Promise<unknown>;
  /** A PNG of a region in CSS pixels. */
  screenshot(region: Region): Promise<Buffer>;
}

export interface VisibleText extends InkComparison {
  /** The whole text at that place, as the page's styles have it. */
  readonly text: string;
  /** Where it stands in the window. */
  readonly region: Region;
}

/** CSS pixels around a text, within which it is looked for. */
const padding = 4;

/** Letters per compared slice: few enough for one wrong letter to spoil it. */
const lettersPerPart = 2;

function regionOf({ x, y, width, height }: LocatedText): Region {
  return {
    x: Math.max(0, Math.floor(x) - padding),
    y: Math.max(0, Math.floor(y) - padding),
    width: Math.ceil(width) + 2 * padding + 1,
    height: Math.ceil(height) + 2 * padding + 1,
  };
}

/**
 * Compares the pixels at `place` with `expected`, which is the text found there unless given. Above 0.9: it is there to
 * be read. Throws when the page has no such text, or has it outside of the window.
 */
export async function visibleText(stage: Stage, place: TextPlace, expected?: string): Promise<VisibleText> {
  const located = (await stage.evaluate(locateExpression(place))) as LocatedText | undefined;
  if (!located) throw new Error(`no text in the window for ${JSON.stringify(place)}`);
  const region = regionOf(located);
  const actual = await stage.screenshot(region);
  const text = expected ?? located.text;
  try {
    await stage.evaluate(drawReferenceExpression(located, text, padding));
    const reference = await stage.screenshot({ ...region, x: 0, y: 0 });
    const parts = Math.ceil(Array.from(text).length / lettersPerPart);
    return { ...compareInk({ reference, actual }, { reach: padding, parts }), text: located.text, region };
  } finally {
    await stage.evaluate(removeReferenceExpression);
  }
}
