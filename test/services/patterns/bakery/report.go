package main

import (
	"bufio"
	"encoding/json"
	"io"
)

type row struct {
	Day    int    `json:"day"`
	Shop   int    `json:"shop"`
	Loaves [7]int `json:"loaves"`
}

type planner struct{ days int }

func newPlanner(days int) *planner { return &planner{days: days} }

// rows writes a line of JSON per day while somebody reads it.
func (p *planner) rows(shop int) io.Reader {
	pr, pw := io.Pipe()
	go func() { // spawn
		enc := json.NewEncoder(pw)
		for day := range p.days {
			r := row{Day: day, Shop: shop}
			for i := range r.Loaves {
				r.Loaves[i] = (day*31 + shop*7 + i) % 90
			}
			if err := enc.Encode(r); err != nil { // leak: goroutine-leak
				pw.CloseWithError(err)
				return
			}
		}
		pw.Close()
	}()
	return pr
}

func (p *planner) head(shop, count int) ([]string, error) {
	lines := bufio.NewScanner(p.rows(shop))
	var head []string
	for len(head) < count && lines.Scan() {
		head = append(head, lines.Text())
	}
	return head, lines.Err()
}

func (p *planner) total(shop int) (sum int, err error) {
	dec := json.NewDecoder(p.rows(shop))
	for {
		var r row
		switch err := dec.Decode(&r); err {
		case nil:
		case io.EOF:
			return sum, nil
		default:
			return 0, err
		}
		for _, n := range r.Loaves {
			sum += n
		}
	}
}
