// Package databases opens databases, and what they give out.
package databases

import (
	"database/sql"
	"database/sql/driver"
	"io"
)

func init() { sql.Register("memory", server{}) }

// server is a driver with one table of three items.
type server struct{}

func (server) Open(string) (driver.Conn, error) { return &conn{}, nil }

type conn struct{ _ [64]byte }

func (c *conn) Prepare(string) (driver.Stmt, error) { return stmt{}, nil }
func (c *conn) Close() error                        { return nil }
func (c *conn) Begin() (driver.Tx, error)           { return tx{}, nil }

type tx struct{}

func (tx) Commit() error   { return nil }
func (tx) Rollback() error { return nil }

type stmt struct{}

func (stmt) Close() error                               { return nil }
func (stmt) NumInput() int                              { return -1 }
func (stmt) Exec([]driver.Value) (driver.Result, error) { return driver.RowsAffected(1), nil }
func (stmt) Query([]driver.Value) (driver.Rows, error)  { return &rows{}, nil }

type rows struct{ next int }

func (*rows) Columns() []string { return []string{"name"} }
func (*rows) Close() error      { return nil }
func (r *rows) Next(into []driver.Value) error {
	if r.next == 3 {
		return io.EOF
	}
	into[0] = "item"
	r.next++
	return nil
}
