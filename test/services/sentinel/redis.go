package main

import (
	"bufio"
	"net"
)

// startRedis listens on loopback and answers PING, so that the checks need no redis to be installed.
func startRedis() (addr string, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go pong(conn)
		}
	}()
	return listener.Addr().String(), nil
}

func pong(conn net.Conn) {
	defer conn.Close()
	commands := bufio.NewScanner(conn)
	for commands.Scan() {
		reply := "-ERR unknown command\r\n"
		if commands.Text() == "PING" {
			reply = "+PONG\r\n"
		}
		if _, err := conn.Write([]byte(reply)); err != nil {
			return
		}
	}
}
