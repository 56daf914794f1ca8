// A package as large as those of grown repositories, beside the services: LeakLens has to read where its goroutines wait.

const files = 70;
const kindsPerFile = 130;

function kindText(file: number, kind: number): string {
  const name = `${file}x${kind}`;
  return `// Goods${name} are goods of one kind.
type Goods${name} struct {
	ID    int
	Name  string
	Place *Goods${name}
}

const (
	code${name}  = ${kind}
	label${name} = "goods ${file} of kind ${kind}"
	most${name}  = code${name}*${file} + 3
	least${name} = most${name}/2 - 1
)

func (g *Goods${name}) weigh(count, each int) int {
	if count > most${name} {
		return g.ID*each + count - code${name}
	}
	return least${name}*each - g.ID
}
`;
}

/** 70 files with some 190,000 lines in all, by name. */
export function largePackage(packageName: string): Map<string, string> {
  return new Map(
    Array.from({ length: files }, (_, file) => {
      const kinds = Array.from({ length: kindsPerFile }, (_unused, kind) => kindText(file, kind));
      return [`goods_${file}.go`, [`package ${packageName}\n`, ...kinds].join('\n')];
    }),
  );
}
