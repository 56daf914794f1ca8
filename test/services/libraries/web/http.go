// Package web asks over HTTP and WebSocket.
package web

import (
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"

	"leaklens.example/libraries/probe"
)

var (
	plain  *httptest.Server
	secure *httptest.Server
	page   = strings.Repeat("0123456789abcdef", 4096)
	// More than HTTP/2 sends before any of it is read (net/http/h2_bundle.go, transportDefaultStreamFlow).
	book = strings.Repeat(page, 100)
)

func startPages() error {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(len(page)))
		io.WriteString(w, page)
	})
	mux.HandleFunc("/book", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, book) })
	mux.HandleFunc("/feed", feed)
	plain = httptest.NewServer(mux)
	secure = httptest.NewUnstartedServer(mux)
	secure.EnableHTTP2 = true
	secure.StartTLS()
	return nil
}

func init() {
	probe.Start(startPages)
	probe.Try("http-response-body", leaveBody, closeBody)
	probe.Try("http-response-body", leaveBody2, closeBody2)
	probe.Try("http-transport", leaveTransport, closeTransport)
	probe.Try("http-transport", leaveTransport2, closeTransport2)
	probe.Try("httptest-server", leaveServer, closeServer)
}

func leaveBody() error {
	resp, err := http.Get(plain.URL) // left: http-response-body
	if err != nil {
		return err
	}
	return statusOf(resp)
}

func closeBody() error {
	resp, err := http.Get(plain.URL) // closed: http-response-body
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return statusOf(resp)
}

func statusOf(resp *http.Response) error {
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

var multiplexed *http.Client

func init() {
	probe.Start(func() error {
		multiplexed = secure.Client()
		resp, err := multiplexed.Get(secure.URL)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	})
}

func leaveBody2() error {
	resp, err := multiplexed.Get(secure.URL + "/book") // left: http-response-body
	if err != nil {
		return err
	}
	return statusOf(resp)
}

func closeBody2() error {
	resp, err := multiplexed.Get(secure.URL + "/book") // closed: http-response-body
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return statusOf(resp)
}

func leaveTransport() error {
	client := &http.Client{Transport: &http.Transport{}} // left: http-transport
	return read(client, plain.URL)
}

func closeTransport() error {
	client := &http.Client{Transport: &http.Transport{}} // closed: http-transport
	defer client.CloseIdleConnections()
	return read(client, plain.URL)
}

func read(client *http.Client, url string) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func trusting() *tls.Config { return &tls.Config{InsecureSkipVerify: true} }

func leaveTransport2() error {
	client := &http.Client{Transport: &http.Transport{ForceAttemptHTTP2: true, TLSClientConfig: trusting()}} // left: http-transport
	return read(client, secure.URL)
}

func closeTransport2() error {
	client := &http.Client{Transport: &http.Transport{ForceAttemptHTTP2: true, TLSClientConfig: trusting()}} // closed: http-transport
	defer client.CloseIdleConnections()
	return read(client, secure.URL)
}

func leaveServer() error {
	server := httptest.NewServer(http.NotFoundHandler()) // left: httptest-server
	return read(http.DefaultClient, server.URL)
}

func closeServer() error {
	server := httptest.NewServer(http.NotFoundHandler()) // closed: httptest-server
	defer server.Close()
	return read(http.DefaultClient, server.URL)
}
