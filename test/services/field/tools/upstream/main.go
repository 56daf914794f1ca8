// Upstream is everything that the services here ask: pages, a feed, a partner that never answers, gRPC health, etcd's watch, NATS, Redis, Kafka.
// Its first line on standard output tells where, as JSON. It ends with its standard input.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/IBM/sarama"
	"github.com/alicebob/miniredis/v2"
	"github.com/gorilla/websocket"
	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	pb "go.etcd.io/etcd/api/v3/etcdserverpb"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
)

var page = strings.Repeat("0123456789abcdef", 4096)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func pages() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/price", func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Query().Get("id"), "3") {
			w.WriteHeader(http.StatusNotFound)
		}
		io.WriteString(w, page[:6<<10])
	})
	mux.HandleFunc("/document", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, page) })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(300 * time.Millisecond)
		io.WriteString(w, page[:1<<10])
	})
	mux.HandleFunc("/never", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	upgrader := websocket.Upgrader{}
	mux.HandleFunc("/feed", func(w http.ResponseWriter, r *http.Request) {
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		for range time.Tick(700 * time.Millisecond) {
			if conn.WriteMessage(websocket.TextMessage, []byte(page[:256])) != nil {
				return
			}
		}
	})
	return mux
}

// watches answers etcd's Watch: every watch is created, and nothing ever changes.
type watches struct{ pb.UnimplementedWatchServer }

func (watches) Watch(stream pb.Watch_WatchServer) error {
	for id := int64(0); ; {
		request, err := stream.Recv()
		if err != nil {
			return err
		}
		answer := &pb.WatchResponse{Header: &pb.ResponseHeader{Revision: 1}, WatchId: id, Created: true}
		if cancel := request.GetCancelRequest(); cancel != nil {
			answer.WatchId, answer.Created, answer.Canceled = cancel.WatchId, false, true
		} else if request.GetCreateRequest() == nil {
			continue
		} else {
			id++
		}
		if err := stream.Send(answer); err != nil {
			return err
		}
	}
}

func queue() string {
	embedded := must(server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoSigs: true}))
	embedded.Start()
	if !embedded.ReadyForConnections(10 * time.Second) {
		log.Fatal("NATS does not start")
	}
	conn := must(nats.Connect(embedded.ClientURL()))
	go func() {
		for range time.Tick(400 * time.Millisecond) {
			conn.Publish("prices", []byte(page[:128]))
		}
	}()
	return embedded.ClientURL()
}

// kafka answers with one broker and one topic, in which there is nothing.
func kafka() string {
	broker := sarama.NewMockBroker(quiet{}, 1)
	known := []sarama.ApiVersionsResponseKey{{ApiKey: 3, MaxVersion: 7}, {ApiKey: 18, MaxVersion: 3}}
	broker.SetHandlerByMap(map[string]sarama.MockResponse{
		"ApiVersionsRequest": sarama.NewMockApiVersionsResponse(quiet{}).SetApiKeys(known),
		"MetadataRequest": sarama.NewMockMetadataResponse(quiet{}).
			SetBroker(broker.Addr(), broker.BrokerID()).SetLeader("orders", 0, broker.BrokerID()),
	})
	return broker.Addr()
}

// quiet hears what the broker would tell a test.
type quiet struct{}

func (quiet) Error(...any)          {}
func (quiet) Errorf(string, ...any) {}
func (quiet) Fatal(...any)          {}
func (quiet) Fatalf(string, ...any) {}
func (quiet) Helper()               {}

func main() {
	listener := must(net.Listen("tcp", "127.0.0.1:0"))
	go http.Serve(listener, pages())
	calls := must(net.Listen("tcp", "127.0.0.1:0"))
	grpcServer := grpc.NewServer()
	healthpb.RegisterHealthServer(grpcServer, health.NewServer())
	pb.RegisterWatchServer(grpcServer, watches{})
	go grpcServer.Serve(calls)
	redis := must(miniredis.Run())
	go func() {
		for range time.Tick(400 * time.Millisecond) {
			redis.Publish("prices", page[:128])
		}
	}()
	where := map[string]string{
		"HTTP": "http://" + listener.Addr().String(), "GRPC": calls.Addr().String(), "NATS": queue(), "REDIS": redis.Addr(), "KAFKA": kafka(),
	}
	fmt.Println(string(must(json.Marshal(where))))
	io.Copy(io.Discard, os.Stdin)
}
