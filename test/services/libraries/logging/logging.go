// Package logging writes logs.
package logging

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/sirupsen/logrus"
	"go.uber.org/zap/zapcore"
	"gopkg.in/natefinch/lumberjack.v2"

	"leaklens.example/libraries/probe"
)

var (
	folder string
	files  atomic.Int32
	logger = logrus.New()
)

func init() {
	logger.SetOutput(io.Discard)
	probe.Start(func() (err error) {
		folder, err = os.MkdirTemp("", "libraries")
		return err
	})
	probe.TryOnce("lumberjack-logger", leaveLog, keepLog)
	probe.Try("zap-buffered-writer", leaveBuffer, stopBuffer)
	probe.Try("logrus-writer", leaveWriter, closeWriter)
}

func nextFile() string { return filepath.Join(folder, fmt.Sprint(files.Add(1), ".log")) }

func leaveLog() error {
	log := &lumberjack.Logger{Filename: nextFile()}
	_, err := log.Write([]byte("hello\n")) // left: lumberjack-logger
	if err != nil {
		return err
	}
	return log.Close()
}

var everything = &lumberjack.Logger{} // once: lumberjack-logger

func keepLog() error {
	if everything.Filename == "" {
		everything.Filename = nextFile()
	}
	_, err := everything.Write([]byte("hello\n"))
	return err
}

func leaveBuffer() error {
	buffered := &zapcore.BufferedWriteSyncer{WS: zapcore.AddSync(io.Discard)}
	_, err := buffered.Write([]byte("hello\n")) // left: zap-buffered-writer
	return err
}

func stopBuffer() error {
	buffered := &zapcore.BufferedWriteSyncer{WS: zapcore.AddSync(io.Discard)} // closed: zap-buffered-writer
	defer buffered.Stop()
	_, err := buffered.Write([]byte("hello\n"))
	return err
}

func leaveWriter() error {
	writer := logger.Writer() // left: logrus-writer
	_, err := io.WriteString(writer, "hello\n")
	return err
}

func closeWriter() error {
	writer := logger.Writer() // closed: logrus-writer
	defer writer.Close()
	_, err := io.WriteString(writer, "hello\n")
	return err
}
