import type { OpenedFate } from '../../../../src/shared/model/finding';

/** A program that opens something at the line marked HERE, and what becomes of it there. */
export interface OpenedSource {
  /** The function in whose goroutines it shows. */
  readonly symbol: string;
  readonly kind: 'select' | 'io' | 'chan-receive';
  readonly fate: OpenedFate;
  /** The line marked MISSING leaves it open. */
  readonly fix?: string;
  readonly source: string;
}

const body = { symbol: 'net/http.(*persistConn).readLoop', kind: 'select' } as const;
const transport = { symbol: 'net/http.(*persistConn).readLoop', kind: 'io' } as const;
const rows = { symbol: 'database/sql.(*Rows).awaitDone', kind: 'select' } as const;
const transaction = { symbol: 'database/sql.(*Tx).awaitDone', kind: 'select' } as const;
const context = { symbol: 'context.(*cancelCtx).propagateCancel.func2', kind: 'select' } as const;

/** Every source is a package of its own that compiles. */
export const openedSources: Readonly<Record<string, OpenedSource>> = {
  'a body that nobody closes': {
    ...body,
    fate: 'never',
    fix: 'resp.Body.Close',
    source: `package shop

import "net/http"

func status(url string) (int, error) {
	resp, err := http.Get(url) // HERE
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

var _ = status
`,
  },
  'a body that an early return leaves open': {
    ...body,
    fate: 'path',
    fix: 'resp.Body.Close',
    source: `package shop

import (
	"errors"
	"io"
	"net/http"
)

type shop struct{ client *http.Client }

func (s *shop) price(req *http.Request) ([]byte, error) {
	resp, err := s.client.Do(req) // HERE
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status) // MISSING
	}
	defer resp.Body.Close()
	return io.ReadAll(io.LimitReader(resp.Body, 1<<20))
}

var _ = (*shop).price
`,
  },
  'a body whose error check also asks for the status': {
    ...body,
    fate: 'path',
    source: `package shop

import (
	"io"
	"net/http"
)

func page(url string) []byte {
	resp, err := http.Get(url) // HERE
	if err != nil || resp.StatusCode != 200 {
		return nil // MISSING
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	return text
}

var _ = page
`,
  },
  'a body that is closed at the end': {
    ...body,
    fate: 'closed',
    source: `package shop

import (
	"io"
	"net/http"
)

func copyTo(w io.Writer, url string) error {
	resp, err := http.Get(url) // HERE
	if err != nil {
		return err
	}
	defer func() {
		_ = resp.Body.Close()
	}()
	_, err = io.Copy(w, resp.Body)
	return err
}

var _ = copyTo
`,
  },
  'a body that is read to its end': {
    ...body,
    fate: 'closed',
    source: `package shop

import (
	"io"
	"net/http"
)

func text(url string) ([]byte, error) {
	resp, err := http.Get(url) // HERE
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

var _ = text
`,
  },
  'a body that a helper closes': {
    ...body,
    fate: 'closed',
    source: `package shop

import (
	"io"
	"net/http"
)

func drop(resp *http.Response) {
	_, _ = io.CopyN(io.Discard, resp.Body, 512)
	_ = resp.Body.Close()
}

func ping(url string) bool {
	resp, err := http.Get(url) // HERE
	if err != nil {
		return false
	}
	drop(resp)
	return true
}

var _ = ping
`,
  },
  'a body that the caller gets and never closes': {
    ...body,
    fate: 'never',
    fix: 'answer.Body.Close',
    source: `package shop

import "net/http"

func ask(url string) (*http.Response, error) {
	return http.Get(url)
}

func alive(url string) bool {
	answer, err := ask(url) // HERE
	if err != nil {
		return false
	}
	return answer.StatusCode < 500
}

var _ = alive
`,
  },
  'a body of which only a nil answer is left': {
    ...body,
    fate: 'closed',
    source: `package shop

import "net/http"

func code(url string) int {
	resp, err := http.Get(url) // HERE
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return 0
	}
	return resp.StatusCode
}

var _ = code
`,
  },
  'a body that a loop opens anew and leaves by break': {
    ...body,
    fate: 'path',
    source: `package shop

import "net/http"

func first(urls []string) string {
	for _, url := range urls {
		resp, err := http.Get(url) // HERE
		if err != nil {
			continue
		}
		if resp.StatusCode == 200 {
			return url // MISSING
		}
		_ = resp.Body.Close()
	}
	return ""
}

var _ = first
`,
  },
  'a body that somebody else gets': {
    ...body,
    fate: 'unknown',
    source: `package shop

import "net/http"

type cache struct{ last *http.Response }

func (c *cache) fetch(url string) error {
	resp, err := http.Get(url) // HERE
	if err != nil {
		return err
	}
	c.last = resp
	return nil
}

var _ = (*cache).fetch
`,
  },
  'a transport for every call': {
    ...transport,
    fate: 'never',
    fix: 'client.CloseIdleConnections',
    source: `package shop

import "net/http"

func status(url string) (int, error) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConns: 4}} // HERE
	resp, err := client.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

var _ = status
`,
  },
  'a transport for the whole program': {
    ...transport,
    fate: 'unknown',
    source: `package shop

import "net/http"

var client = &http.Client{Transport: &http.Transport{MaxIdleConns: 4}} // HERE

var _ = client
`,
  },
  'rows that are read once': {
    ...rows,
    fate: 'never',
    fix: 'rows.Close',
    source: `package shop

import (
	"context"
	"database/sql"
)

func name(ctx context.Context, db *sql.DB) (string, error) {
	rows, err := db.QueryContext(ctx, "SELECT name FROM item") // HERE
	if err != nil {
		return "", err
	}
	var name string
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return name, err
}

var _ = name
`,
  },
  'rows that are read to their end': {
    ...rows,
    fate: 'closed',
    source: `package shop

import (
	"context"
	"database/sql"
)

func count(ctx context.Context, db *sql.DB) int {
	rows, err := db.QueryContext(ctx, "SELECT name FROM item") // HERE
	if err != nil {
		return 0
	}
	n := 0
	for rows.Next() {
		n++
	}
	return n
}

var _ = count
`,
  },
  'rows whose loop is left by a return': {
    ...rows,
    fate: 'path',
    fix: 'rows.Close',
    source: `package shop

import (
	"context"
	"database/sql"
)

func names(ctx context.Context, db *sql.DB) ([]string, error) {
	rows, err := db.QueryContext(ctx, "SELECT name FROM item") // HERE
	if err != nil {
		return nil, err
	}
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err // MISSING
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

var _ = names
`,
  },
  'rows of a statement that a method keeps': {
    ...rows,
    fate: 'never',
    source: `package shop

import (
	"context"
	"database/sql"
)

type store struct{ byID *sql.Stmt }

func (s store) has(ctx context.Context, id int) bool {
	if rows, err := s.byID.QueryContext(ctx, id); err == nil { // HERE
		return rows.Next()
	}
	return false
}

var _ = store.has
`,
  },
  'a transaction that an error leaves open': {
    ...transaction,
    fate: 'path',
    fix: 'tx.Rollback',
    source: `package shop

import (
	"context"
	"database/sql"
)

func move(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil) // HERE
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE item SET n = n - 1"); err != nil {
		return err // MISSING
	}
	return tx.Commit()
}

var _ = move
`,
  },
  'a context that one path cancels': {
    ...context,
    fate: 'path',
    fix: 'cancel',
    source: `package shop

import "context"

func build(parent context.Context, n int) int {
	ctx, cancel := context.WithCancel(parent) // HERE
	for range n {
		if ctx.Err() != nil {
			cancel()
			return 0
		}
	}
	return n // MISSING
}

var _ = build
`,
  },
  'a context whose cancel a goroutine gets': {
    ...context,
    fate: 'unknown',
    source: `package shop

import (
	"context"
	"time"
)

func later(parent context.Context) context.Context {
	ctx, cancel := context.WithCancel(parent) // HERE
	time.AfterFunc(time.Second, cancel)
	return ctx
}

var _ = later
`,
  },
};
