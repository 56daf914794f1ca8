// Package trie is a tree of letters.
package trie

// A Trie has values by names in hexadecimal letters.
type Trie[V any] struct {
	root *node[V]
	size int
}

type node[V any] struct {
	children [16]*node[V]
	values   []V
}

func New[V any]() *Trie[V] { return &Trie[V]{root: new(node[V])} }

func digit(c byte) int {
	if c >= 'a' {
		return int(c-'a'+10) & 15
	}
	return int(c-'0') & 15
}

func (t *Trie[V]) Insert(name string, value V) {
	n := t.root
	for i := range len(name) {
		next := &n.children[digit(name[i])]
		if *next == nil {
			*next = new(node[V])
		}
		n = *next
	}
	n.values = append(n.values, value)
	t.size++
}

// Count is how many values have a name that begins like this.
func (t *Trie[V]) Count(prefix string) int {
	n := t.root
	for i := range len(prefix) {
		if n = n.children[digit(prefix[i])]; n == nil {
			return 0
		}
	}
	return n.count()
}

func (n *node[V]) count() int {
	sum := len(n.values)
	for _, child := range n.children {
		if child != nil {
			sum += child.count()
		}
	}
	return sum
}
