// Ledger has one rotating log file and one buffered writer for as long as it runs.
package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"gopkg.in/natefinch/lumberjack.v2"

	"leaklens.example/field/internal/serve"
)

// load: /post?id={id} 30

var (
	folder, _ = os.MkdirTemp("", "ledger")
	file      = &lumberjack.Logger{Filename: filepath.Join(folder, "ledger.log"), MaxSize: 1, MaxBackups: 1}
	buffered  = &zapcore.BufferedWriteSyncer{WS: zapcore.AddSync(file)}
	logger    = zap.New(zapcore.NewCore(zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()), buffered, zap.InfoLevel))
)

func post(_ context.Context, id string) (string, error) {
	logger.With(zap.String("id", id)).Info("posted")
	return "posted", nil
}

func main() {
	defer os.RemoveAll(folder)
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/post", serve.Text(post)) })
}
