import { t } from '@vscode/l10n';
import { plainText } from '../../src/shared/base/said/plainText';
import { exactPattern } from '../../src/shared/base/symbols/exactPattern';
import { readableSymbol } from '../../src/shared/base/symbols/symbolName';
import { frameOwners, type FrameKey, type FrameOwner, type FrameTable } from '../../src/shared/model/views/viewFrames';

/** The frame in a row of a window. */
export function frameIn(frames: FrameTable, row: number): FrameKey {
  return { function: frames.functions[row] ?? '', file: frames.files[row] ?? '', line: frames.lines[row] ?? 0 };
}

export function ownerIn(frames: FrameTable, row: number): FrameOwner {
  return frameOwners[frames.owners[row] ?? 0] ?? 'own';
}

export function isSameFrame(a: FrameKey | null, b: FrameKey | null): boolean {
  return a !== null && b !== null && a.function === b.function && a.file === b.file && a.line === b.line;
}

/** The whole name for a person; of a frame that stands for a file, the file. Text, and nothing else. */
export function frameName({ function: name, file, line }: FrameKey): string {
  const shown = name === '' ? file : readableSymbol(name);
  const plain = shown === '' ? t('(no name)') : plainText(shown);
  return line > 0 && name !== '' ? `${plain}:${String(line)}` : plain;
}

/** The same without the folders of its import path or file: what fits into a box. */
export function shortName(frame: FrameKey): string {
  const name = frameName(frame);
  const bracket = name.search(/[([]/);
  const head = bracket < 0 ? name : name.slice(0, bracket);
  return name.slice(head.lastIndexOf('/') + 1);
}

/** `cart.go:21`, with its folder to be told apart; empty where the profile does not say. */
export function placeText({ file, line }: FrameKey): string {
  if (file === '') return '';
  const short = file.split('/').slice(-2).join('/');
  return plainText(line > 0 ? `${short}:${String(line)}` : short);
}

/** A regular expression that matches the frame and nothing longer, for a filter. */
export function framePattern({ function: name, file }: FrameKey): string {
  return exactPattern(name === '' ? file : name);
}
