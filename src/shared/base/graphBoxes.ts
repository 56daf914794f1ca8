import type { ViewHead } from '../model/views/viewFrames';
import { saidAmount, shareText } from './profileAmounts';
import { plainText } from './said/plainText';
import { readableSymbol } from './symbols/symbolName';
import { textWidth } from './textWidth';

/** What a box of the call graph says: known where it is laid out and where it is drawn, so that text and box fit. */
export interface GraphBox {
  /** The name, line by line, then what it costs. */
  readonly lines: readonly string[];
  /** Of the text, in points. */
  readonly fontSize: number;
  readonly width: number;
  readonly height: number;
}

/** Of a monospaced font, in parts of its size. */
const columnWidth = 0.62;
const lineHeight = 1.22;

/** Longest line and most lines of a name. */
const mostColumns = 44;
const mostLines = 6;

/** A box that is narrower is hard to point at. */
const leastColumns = 6;

/** The fonts of pprof (dotgraph.go, addNode): from 8 to 24, so that what costs most itself is largest; ours begin at a size that can be read. */
export function graphFontSize(flat: number, mostFlat: number): number {
  const least = 11;
  return mostFlat === 0 ? least : least + Math.ceil(13 * Math.sqrt(Math.abs(flat) / mostFlat));
}

/** @param amounts lines below the name, as they are drawn */
export function graphBox(
  said: { name: string; place: string },
  amounts: readonly string[],
  fontSize: number,
): GraphBox {
  const lines = [
    ...(said.name === '' ? [] : nameLines(said.name)),
    ...(said.place === '' ? [] : [cutColumns(plainText(said.place))]),
  ];
  const all = [...lines, ...amounts];
  const columns = Math.max(leastColumns, ...all.map(textWidth));
  return {
    lines: all,
    fontSize,
    width: columns * columnWidth * fontSize + 14,
    height: all.length * lineHeight * fontSize + 10,
  };
}

/**
 * What a node costs: itself, then with all that it calls where that is more, each with its share. No words, which would need more room in
 * one language than in another.
 */
export function graphAmounts(head: ViewHead, flat: number, cum: number): readonly string[] {
  const say = (value: number) =>
    [saidAmount(head, value), shareText(value, head.total)].filter((part) => part !== '').join(' · ');
  if (flat === cum) return [say(flat)];
  return [flat === 0 ? '0' : say(flat), `Σ ${say(cum)}`];
}

/** Height of a line of text. */
export function graphLineHeight(fontSize: number): number {
  return fontSize * lineHeight;
}

/** Width of a text in points. */
export function graphTextWidth(text: string, fontSize: number): number {
  return textWidth(text) * columnWidth * fontSize;
}

/** `net/http.(*Server).Serve` → `http`, `(*Server)`, `Serve`: without the folders of its import path, an element a line. */
function nameLines(name: string): readonly string[] {
  const plain = plainText(readableSymbol(name)).trim() || '-';
  const bracket = plain.search(/[([]/);
  const head = bracket < 0 ? plain : plain.slice(0, bracket);
  const short = plain.slice(head.lastIndexOf('/') + 1);
  // Dots of `[...]`, and within brackets, end no element.
  const elements = short.match(/(?:\[[^\]]*\]|\([^)]*\)|[^.])+|\.+$/g) ?? [short];
  const lines = elements.length > mostLines ? [...elements.slice(0, mostLines - 1), '…'] : elements;
  return lines.map((line) => cutColumns(line));
}

function cutColumns(line: string): string {
  return line.length > mostColumns ? `${line.slice(0, mostColumns - 1)}…` : line;
}
