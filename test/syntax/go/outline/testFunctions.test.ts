// Which functions of a text `go test` runs by name.
import { expect, it } from 'vitest';
import { testFunctions } from '../../../../src/syntax/go/outline/testFunctions';

function found(text: string): readonly string[] {
  return testFunctions(text).map(({ name, kind, line, lastLine }) => `${kind} ${name} ${line}-${lastLine}`);
}

it('are told with their lines, whatever stands between', () => {
  const text = `package shop_test

import "testing"

/*
func TestInComment(t *testing.T) {}
*/
func TestParse(t *testing.T) {
	text := \`
func TestInText(t *testing.T) {}
\`
	_ = text
}

func Benchmark(b *testing.B) { for i := 0; i < b.N; i++ {} }
func FuzzParse(
	f *testing.F,
) {
}
func TestÜbung(t *T) {}
`;
  expect(found(text)).toEqual([
    'test TestParse 7-12',
    'benchmark Benchmark 14-14',
    'fuzz FuzzParse 15-18',
    'test TestÜbung 19-19',
  ]);
});

it('are those that go test takes for one', () => {
  expect(
    found(`package shop
func Testify(t *testing.T) {}
func TestMain(m *testing.M) { m.Run() }
func TestHelper(t testing.TB) {}
func TestGeneric[T any](t *testing.T) {}
func TestTable(t *testing.T, rows []int) {}
func (s *Suite) TestMethod(t *testing.T) {}
func ExampleParse() {}
func BenchmarkParse(t *testing.T) {}
var TestValue = func(t *testing.T) {}
func Test1(t *testing.T) {}
func TestInPart(t *testing.T) {`),
  ).toEqual(['test Test1 10-10']);
});
