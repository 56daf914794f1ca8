// Audits makes a rotating log file for each entry; its Close does not end the goroutine that removes old files.
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

// load: /audit?id={id} 3
// leak: goroutine-leak started in gopkg.in/natefinch/lumberjack

var folder, _ = os.MkdirTemp("", "audits")

func audit(_ context.Context, id string) (string, error) {
	file := &lumberjack.Logger{Filename: filepath.Join(folder, "audit.log"), MaxSize: 1, MaxBackups: 1} // mistake: logger-per-call
	defer file.Close()
	encoder := zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig())
	logger := zap.New(zapcore.NewCore(encoder, zapcore.AddSync(file), zap.InfoLevel))
	logger.Info("order", zap.String("id", id)) // mistake: logger-per-call
	return "noted", logger.Sync()
}

func main() {
	defer os.RemoveAll(folder)
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/audit", serve.Text(audit)) })
}
