// Checks opens a gRPC connection for each check and does not close it.
package main

import (
	"context"
	"net/http"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"

	"leaklens.example/field/internal/serve"
)

// load: /check?id={id} 1.5
// leak: goroutine-leak started in google.golang.org/grpc

func check(ctx context.Context, _ string) (string, error) {
	conn, err := grpc.NewClient(serve.Upstream("GRPC"), grpc.WithTransportCredentials(insecure.NewCredentials())) // mistake: connection-not-closed
	if err != nil {
		return "", err
	}
	answer, err := healthpb.NewHealthClient(conn).Check(ctx, &healthpb.HealthCheckRequest{})
	return answer.GetStatus().String(), err
}

func main() {
	serve.Run(func(mux *http.ServeMux) { mux.HandleFunc("/check", serve.Text(check)) })
}
