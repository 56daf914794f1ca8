// Package telemetry measures and reports.
package telemetry

import (
	"context"

	"github.com/DataDog/datadog-go/v5/statsd"
	influxdb2 "github.com/influxdata/influxdb-client-go/v2"
	"github.com/rcrowley/go-metrics"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"leaklens.example/libraries/probe"
)

func init() {
	probe.Try("otel-tracer-provider", leaveTraces, shutDownTraces)
	probe.Try("otel-meter-provider", leaveMetrics, shutDownMetrics)
	probe.Try("otel-logger-provider", leaveLogs, shutDownLogs)
	probe.Try("go-metrics-meter", leaveMeter, stopMeter)
	probe.Try("statsd-client", leaveStatsd, closeStatsd)
	probe.Try("influxdb-client", leaveInflux, closeInflux)
}

func leaveTraces() error {
	provider := sdktrace.NewTracerProvider(sdktrace.WithBatcher(tracetest.NewNoopExporter())) // left: otel-tracer-provider
	return provider.ForceFlush(probe.Forever)
}

func shutDownTraces() error {
	provider := sdktrace.NewTracerProvider(sdktrace.WithBatcher(tracetest.NewNoopExporter())) // closed: otel-tracer-provider
	defer provider.Shutdown(probe.Forever)
	return provider.ForceFlush(probe.Forever)
}

// nowhere is where metrics and logs are exported to.
type nowhere struct{}

func (nowhere) Temporality(sdkmetric.InstrumentKind) metricdata.Temporality {
	return metricdata.CumulativeTemporality
}
func (nowhere) Aggregation(kind sdkmetric.InstrumentKind) sdkmetric.Aggregation {
	return sdkmetric.DefaultAggregationSelector(kind)
}
func (nowhere) Export(context.Context, *metricdata.ResourceMetrics) error { return nil }
func (nowhere) ForceFlush(context.Context) error                          { return nil }
func (nowhere) Shutdown(context.Context) error                            { return nil }

func leaveMetrics() error {
	provider := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(nowhere{}))) // left: otel-meter-provider
	return provider.ForceFlush(probe.Forever)
}

func shutDownMetrics() error {
	provider := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(nowhere{}))) // closed: otel-meter-provider
	defer provider.Shutdown(probe.Forever)
	return provider.ForceFlush(probe.Forever)
}

type noLogs struct{ nowhere }

func (noLogs) Export(context.Context, []sdklog.Record) error { return nil }

func leaveLogs() error {
	provider := sdklog.NewLoggerProvider(sdklog.WithProcessor(sdklog.NewBatchProcessor(noLogs{}))) // left: otel-logger-provider
	return provider.ForceFlush(probe.Forever)
}

func shutDownLogs() error {
	provider := sdklog.NewLoggerProvider(sdklog.WithProcessor(sdklog.NewBatchProcessor(noLogs{}))) // closed: otel-logger-provider
	defer provider.Shutdown(probe.Forever)
	return provider.ForceFlush(probe.Forever)
}

func leaveMeter() error {
	meter := metrics.NewMeter() // left: go-metrics-meter
	meter.Mark(1)
	return nil
}

func stopMeter() error {
	meter := metrics.NewMeter() // closed: go-metrics-meter
	defer meter.Stop()
	meter.Mark(1)
	return nil
}

func leaveStatsd() error {
	client, err := statsd.New(probe.Nobody) // left: statsd-client
	if err != nil {
		return err
	}
	return client.Incr("orders", nil, 1)
}

func closeStatsd() error {
	client, err := statsd.New(probe.Nobody) // closed: statsd-client
	if err != nil {
		return err
	}
	defer client.Close()
	return client.Incr("orders", nil, 1)
}

func leaveInflux() error {
	client := influxdb2.NewClient("http://"+probe.Nobody, "token") // left: influxdb-client
	client.WriteAPI("shop", "orders").WriteRecord("orders count=1")
	return nil
}

func closeInflux() error {
	client := influxdb2.NewClient("http://"+probe.Nobody, "token") // closed: influxdb-client
	defer client.Close()
	client.WriteAPI("shop", "orders")
	return nil
}
