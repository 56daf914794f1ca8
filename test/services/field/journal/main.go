// Journal makes a buffered writer for each entry and does not stop it.
package main

import (
	"context"
	"io"
	"net/http"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"leaklens.example/field/internal/serve"
)

// load: /entry?id={id} 3
// leak: goroutine-leak started in go.uber.org/zap

func note(_ context.Context, id string) (string, error) {
	buffered := &zapcore.BufferedWriteSyncer{WS: zapcore.AddSync(io.Discard), Size: 4 << 10} // mistake: writer-not-stopped
	encoder := zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig())
	logger := zap.New(zapcore.NewCore(encoder, buffered, zap.InfoLevel))
	logger.Info("entry", zap.String("id", id)) // mistake: writer-not-stopped
	return "noted", logger.Sync()
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/entry", serve.Text(note)) })
}
