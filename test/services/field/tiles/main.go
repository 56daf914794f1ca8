// Tiles reads its 5,000 tiles one after the other when they are asked for first, and keeps them: there are no more.
package main

import (
	"context"
	"net/http"
	"strconv"
	"sync"

	"leaklens.example/field/internal/serve"
)

// load: /tile?id={id} 100
// fills: a cache

type tile struct {
	number int
	pixels [4 << 10]byte
}

var tiles [5_000]struct {
	once sync.Once
	tile *tile
}

func show(_ context.Context, id string) (string, error) {
	number, err := strconv.Atoi(id)
	if err != nil {
		return "", err
	}
	place := &tiles[number%len(tiles)]
	place.once.Do(func() { place.tile = &tile{number: number} })
	return strconv.Itoa(place.tile.number), nil
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/tile", serve.Text(show)) })
}
