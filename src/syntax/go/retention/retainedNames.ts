import { localName, packagePath } from '../../../shared/base/symbols/functionName';
import { withoutTypeArguments } from '../../../shared/base/symbols/withoutTypeArguments';

/** A frame that stands for what is held. */
export interface HeldName {
  /** `byID`; `$mapval`, `[0]` of what has no name. */
  readonly name: string;
  readonly type: string;
}

/** `byID. (map[int]*main.session)`; null for a root and for a frame of a stack. */
export function heldName(frame: string): HeldName | null {
  const match = /^(.+?)\. \((.+)\)$/s.exec(frame);
  const [, name, type] = match ?? [];
  return name === undefined || type === undefined ? null : { name, type };
}

/** A named type, as its package declares it. */
export interface TypeName {
  readonly path: string;
  readonly name: string;
}

/** The named type behind pointers, slices and arrays: `[]*main.session` is `main.session`. Null for maps, functions and Go's own types. */
export function namedType(type: string): TypeName | null {
  const bare = type.replace(/^(?:\*|\[\d*\])+/, '');
  if (/^(map\[|chan |<-chan |func\(|struct ?\{|interface ?\{)/.test(bare)) return null;
  const path = packagePath(bare);
  const name = withoutTypeArguments(localName(bare)).replace(/^\./, '').replace(/\[.*$/s, '');
  return name === '' || path === bare || !/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name) ? null : { path, name };
}

/** `main.hold.w`: what is named after a package. */
export function rootParts(frame: string): { readonly path: string; readonly parts: readonly string[] } {
  return { path: packagePath(frame), parts: localName(frame).split('.').slice(1) };
}

/** Import paths that the names of a chain mention. */
export function mentionedPackages(chain: readonly string[]): readonly string[] {
  return chain.flatMap((frame) => {
    const held = heldName(frame);
    if (held === null) return [packagePath(frame)];
    return namedType(held.type)?.path ?? [];
  });
}
