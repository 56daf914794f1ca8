import { describe, expect, it } from 'vitest';
import { readableSymbol } from '../../../../src/shared/base/symbols/symbolName';

describe('a symbol as a person reads it', () => {
  it.each([
    ['gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun', 'gopkg.in/natefinch/lumberjack.v2.(*Logger).millRun'],
    ['github.com/nats-io/nats%2ego.(*Conn).readLoop', 'github.com/nats-io/nats.go.(*Conn).readLoop'],
    ['main.Keep[gopkg.in/yaml%2ev3.Node]', 'main.Keep[gopkg.in/yaml.v3.Node]'],
    ['example.com/%e4%b8%96%e7%95%8c.Hello', 'example.com/世界.Hello'],
    ['main.main', 'main.main'],
    // No compiler writes these, but a service can.
    ['main%ff.f', 'main%ff.f'],
    ['main%0a%1b[2J.f', 'main%0a%1b[2J.f'],
    ['100%', '100%'],
    ['', ''],
  ])('%s is %s', (symbol, readable) => {
    expect(readableSymbol(symbol)).toBe(readable);
  });
});
