import { packagePath } from '../symbols/functionName';
import { readableSymbol } from '../symbols/symbolName';
import { withoutTypeArguments } from '../symbols/withoutTypeArguments';

/**
 * A Go symbol as the table of libraries writes it: without pointers, type arguments, escapes and major versions.
 * `github.com/redis/go-redis/v9.(*channel).initMsgChan.func1` is `github.com/redis/go-redis.channel.initMsgChan.func1`.
 */
export function plainSymbol(symbol: string): string {
  const plain = readableSymbol(withoutTypeArguments(symbol)).replace(/\(\*?([^()]*)\)/g, '$1');
  const slash = plain.lastIndexOf('/') + 1;
  // The last element may be a version itself (`…/v9.Type`), or end with one (`lumberjack.v2.Logger`).
  const last = plain.slice(slash).replace(/^([^.]*)\.v\d+(?=\.)/, '$1');
  return plainPath(`${plain.slice(0, slash)}${last}`);
}

/** An import path without its major version, which is 2 or more wherever it is written. */
export function plainPath(path: string): string {
  return path.replace(/\/v(?:[2-9]|\d{2,})(?=[/.]|$)/g, '').replace(/(\/[^/.]+)\.v\d+$/, '$1');
}

/** True when `symbol` is the function or a closure inside it. Both plain. */
export function isWithin(symbol: string, fn: string): boolean {
  return symbol === fn || symbol.startsWith(`${fn}.`);
}

/** The import path of a symbol as a binary has it, plain: `net/http` of `net/http.(*Client).Do`. */
export function packageOfSymbol(symbol: string): string {
  return plainPath(packagePath(symbol));
}

/** The import path of a plain name of something exported, in which dots are not escaped: `nats.go` of `nats.go.Conn.Subscribe`. */
export function packageOfExported(name: string): string {
  const slash = name.lastIndexOf('/') + 1;
  const dot = name.slice(slash).search(/\.\p{Lu}/u);
  return dot < 0 ? name : name.slice(0, slash + dot);
}
