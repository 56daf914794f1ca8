package databases

import (
	"database/sql"

	"github.com/jmoiron/sqlx"

	"leaklens.example/libraries/probe"
)

var db *sql.DB

func init() {
	probe.Start(func() (err error) {
		if db, err = sql.Open("memory", ""); err == nil {
			db.SetMaxIdleConns(-1)
		}
		return err
	})
	probe.Try("sql-database", leaveDatabase, closeDatabase)
	probe.Try("sql-database", leaveDatabaseX, closeDatabaseX)
	probe.Try("sql-connection", leaveConnection, closeConnection)
	probe.Try("sql-statement", leaveStatement, closeStatement)
	probe.Try("sql-transaction", leaveTransaction, rollBack)
	probe.Try("sql-rows", leaveRows, closeRows)
}

func leaveDatabase() error {
	db, err := sql.Open("memory", "") // left: sql-database
	if err != nil {
		return err
	}
	return db.Ping()
}

func closeDatabase() error {
	db, err := sql.Open("memory", "") // closed: sql-database
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Ping()
}

func leaveDatabaseX() error {
	db, err := sqlx.Connect("memory", "") // left: sql-database
	if err != nil {
		return err
	}
	return db.Ping()
}

func closeDatabaseX() error {
	db, err := sqlx.Connect("memory", "") // closed: sql-database
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Ping()
}

func leaveConnection() error {
	conn, err := db.Conn(probe.Forever) // left: sql-connection
	if err != nil {
		return err
	}
	return conn.PingContext(probe.Forever)
}

func closeConnection() error {
	conn, err := db.Conn(probe.Forever) // closed: sql-connection
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.PingContext(probe.Forever)
}

func leaveStatement() error {
	byID, err := db.PrepareContext(probe.Forever, "DELETE FROM item WHERE id = ?") // left: sql-statement
	if err != nil {
		return err
	}
	_, err = byID.Exec(1)
	return err
}

func closeStatement() error {
	byID, err := db.PrepareContext(probe.Forever, "DELETE FROM item WHERE id = ?") // closed: sql-statement
	if err != nil {
		return err
	}
	defer byID.Close()
	_, err = byID.Exec(1)
	return err
}

func leaveTransaction() error {
	tx, err := db.BeginTx(probe.Forever, nil) // left: sql-transaction
	if err != nil {
		return err
	}
	_, err = tx.Exec("DELETE FROM item")
	return err
}

func rollBack() error {
	tx, err := db.BeginTx(probe.Forever, nil) // closed: sql-transaction
	if err != nil {
		return err
	}
	defer tx.Rollback()
	_, err = tx.Exec("DELETE FROM item")
	return err
}

func leaveRows() error {
	rows, err := db.QueryContext(probe.Forever, "SELECT name FROM item") // left: sql-rows
	if err != nil {
		return err
	}
	var name string
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return err
}

func closeRows() error {
	rows, err := db.QueryContext(probe.Forever, "SELECT name FROM item") // closed: sql-rows
	if err != nil {
		return err
	}
	defer rows.Close()
	var name string
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return err
}
