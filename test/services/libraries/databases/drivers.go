package databases

import (
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/lib/pq"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/storage"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"leaklens.example/libraries/probe"
)

func init() {
	probe.Try("pgx-pool", leavePool, closePool)
	probe.Try("postgres-listener", leaveListener, closeListener)
	probe.Try("leveldb-database", leaveLevels, closeLevels)
	probe.Try("mongo-client", leaveMongo, disconnectMongo)
}

const postgres = "postgres://nobody@" + probe.Nobody + "/shop?sslmode=disable"

func leavePool() error {
	pool, err := pgxpool.New(probe.Forever, postgres) // left: pgx-pool
	if err != nil {
		return err
	}
	pool.Stat()
	return nil
}

func closePool() error {
	pool, err := pgxpool.New(probe.Forever, postgres) // closed: pgx-pool
	if err != nil {
		return err
	}
	defer pool.Close()
	pool.Stat()
	return nil
}

func leaveListener() error {
	listener := pq.NewListener(postgres, time.Minute, time.Hour, nil) // left: postgres-listener
	select {
	case <-listener.Notify:
	default:
	}
	return nil
}

func closeListener() error {
	listener := pq.NewListener(postgres, time.Minute, time.Hour, nil) // closed: postgres-listener
	defer listener.Close()
	select {
	case <-listener.Notify:
	default:
	}
	return nil
}

func leaveLevels() error {
	levels, err := leveldb.Open(storage.NewMemStorage(), nil) // left: leveldb-database
	if err != nil {
		return err
	}
	return levels.Put([]byte("key"), []byte("value"), nil)
}

func closeLevels() error {
	levels, err := leveldb.Open(storage.NewMemStorage(), nil) // closed: leveldb-database
	if err != nil {
		return err
	}
	defer levels.Close()
	return levels.Put([]byte("key"), []byte("value"), nil)
}

func leaveMongo() error {
	client, err := mongo.Connect(options.Client().ApplyURI("mongodb://" + probe.Nobody)) // left: mongo-client
	if err != nil {
		return err
	}
	client.Database("shop")
	return nil
}

func disconnectMongo() error {
	client, err := mongo.Connect(options.Client().ApplyURI("mongodb://" + probe.Nobody)) // closed: mongo-client
	if err != nil {
		return err
	}
	defer client.Disconnect(probe.Forever)
	client.Database("shop")
	return nil
}
