import type { LabelFilter, LabelFilterResult, NamePattern } from '../../../shared/model/report/report';
import { compilePattern } from './compilePattern';
import { scaleUnit } from '../scaleUnit';

/** Reads a filter on labels as pprof does (driver_focus.go, compileTagFilter). */
export function compileLabelFilter(source: string): LabelFilterResult {
  const equals = source.indexOf('=');
  const key = equals < 0 ? null : source.slice(0, equals);
  const value = source.slice(equals + 1);
  const range = readRange(value);
  // An empty key is none, as in pprof.
  const asked = key === '' ? null : key;
  if (range !== null) return { ok: true, filter: { kind: 'range', key: asked, holds: range } };
  const patterns: NamePattern[] = [];
  for (const part of value.split(',')) {
    const result = compilePattern(part);
    if (!result.ok) return result;
    patterns.push(result.pattern);
  }
  return { ok: true, filter: { kind: 'text', key: asked, patterns } };
}

type Holds = Extract<LabelFilter, { kind: 'range' }>['holds'];

/** `32kb`, `:64kb`, `4mb:`, `12kb:64mb`; null for anything else. */
function readRange(text: string): Holds | null {
  const [low, high] = [...text.matchAll(/([+-]?[0-9]+)([A-Za-z]+)?/g)];
  if (low === undefined) return null;
  const from = scaleUnit(Number(low[1]), low[2] ?? '', low[2] ?? '');
  const within = (least: number, most: number): Holds => {
    return (value, unit) => {
      const scaled = scaleUnit(value, unit, from.unit);
      return scaled.unit === from.unit && scaled.value >= least && scaled.value <= most;
    };
  };
  if (high === undefined) {
    if (text === low[0]) return within(from.value, from.value);
    if (text === `${low[0]}:`) return within(from.value, Infinity);
    return text === `:${low[0]}` ? within(-Infinity, from.value) : null;
  }
  if (text !== `${low[0]}:${high[0]}`) return null;
  const to = scaleUnit(Number(high[1]), high[2] ?? '', from.unit);
  return to.unit === from.unit ? within(from.value, to.value) : null;
}
