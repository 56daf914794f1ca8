import { pageHeading } from '../../shared/base/webPage';
import { printable } from '../base/printable';
import type { HttpAnswer } from './httpExchange';
import { parsedJson } from '../../shared/base/parsedJson';

const longestReason = 200;

/** Fields of JSON in which services and gateways say why, the most particular first. */
const reasonFields = ['error_description', 'message', 'detail', 'reason', 'error', 'title'] as const;

/** What a service says of why it refuses, in one line: text as it is, the message of JSON, the heading of a page; empty without one. */
export function answerReason({ headers, bytes }: Pick<HttpAnswer, 'headers' | 'bytes'>): string {
  const type = headers['content-type'] ?? '';
  const text = Buffer.from(bytes).toString('utf8').trim();
  if (/\bjson\b/.test(type) || /^[{[]/.test(text)) return jsonReason(text);
  if (/\bhtml\b/.test(type) || text.startsWith('<')) return pageHeading(text);
  if (type !== '' && !type.startsWith('text/plain')) return '';
  return printable(text.split('\n')[0] ?? '', longestReason);
}

/** JSON may be cut: a reason is read from its beginning, so a field is looked for in the text where it does not parse. */
function jsonReason(text: string): string {
  const found = fieldOf(parsedJson(text)) ?? messageIn(text);
  return printable(found ?? '', longestReason);
}

function fieldOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map(Object.entries(value));
  for (const name of reasonFields) {
    const said: unknown = fields.get(name);
    const words = typeof said === 'string' ? said.trim() : fieldOf(said);
    if (words !== null && words !== '') return words;
  }
  return null;
}

function messageIn(text: string): string | null {
  const found = /"(?:error_description|message|detail|reason|error)"\s*:\s*"((?:[^"\\]|\\.)*)/.exec(text)?.[1];
  return found?.replace(/\\(.)/g, '$1') ?? null;
}
