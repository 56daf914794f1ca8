// Answers, line by line, whether Go takes a regular expression and which texts it finds something in.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
	"regexp"
	"strings"
)

type question struct {
	Pattern string   `json:"pattern"`
	Texts   []string `json:"texts"`
}

type answer struct {
	// Problem is empty where the expression is valid.
	Problem string `json:"problem"`
	Matches []bool `json:"matches"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			log.Fatal(err)
		}
		said := answer{Matches: []bool{}}
		if expression, err := regexp.Compile(asked.Pattern); err != nil {
			said.Problem = strings.TrimPrefix(err.Error(), "error parsing regexp: ")
		} else {
			for _, text := range asked.Texts {
				said.Matches = append(said.Matches, expression.MatchString(text))
			}
		}
		if err := out.Encode(said); err != nil {
			log.Fatal(err)
		}
	}
}
