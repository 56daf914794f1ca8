/** What calls of other packages do with what they are given, by import path and name. */

/** What they return shares the memory of what they get, or holds it. */
const sharing =
  /^(bytes|strings)\.(Cut|CutPrefix|CutSuffix|Trim\w*|Fields\w*|Split\w*)$|^slices\.(Insert|Grow|Clip|Delete|Replace|Concat|Compact)$|^append$/;

/** What they make keeps what they are given: `bufio.NewReader(file)`, `context.WithValue(ctx, key, value)`. */
const wrapping = /(^|[./])(New|With|Multi|Tee|Limit|Nop|Wrap|Must|ValueOf|Join)\w*$/;

/** Other packages that keep what they are given for as long as the program runs. */
const registering =
  /(^|[./])(MustRegister|Register\w*|Publish|Handle|HandleFunc)$|^os\/signal\.Notify$|^net\/http\.Handle/;

/** Methods that put something into what they are called on. Others get a value to look at it. */
const storing =
  /^(Add|Set|Put|Store|Push|PushBack|PushFront|Insert\w*|Append|Save|Cache|LoadOrStore|ContainsOrAdd|PeekOrAdd|GetOrSet|Enqueue|Upsert|Replace\w*|Swap|Remember|WithLabelValues|GetMetricWith\w*)$/;

/** Methods that take something out again, or let go of all. */
const removing =
  /^(Delete\w*|Remove\w*|LoadAndDelete|CompareAndDelete|Clear|Pop\w*|Evict\w*|Invalidate\w*|Shift|Dequeue|Take|Init|Reset|Flush\w*|Purge|Truncate|Next|WriteTo|ReadFrom|Unregister|DeletePartialMatch|RemoveAll)$/;

/** Methods that copy what they are given into what they are called on. */
const copying = /^(Write|WriteString|WriteByte|WriteRune|ReadFrom|Grow)$/;

/** Functions whose first argument gets a copy of what else they are given. */
const writing = /^fmt\.Fprint(f|ln)?$|^io\.(WriteString|Copy\w*)$|^encoding\/binary\.Write$/;

/** They fill what an argument points to. */
const filling =
  /^(Unmarshal\w*|Decode\w*|Scan\w*|Read\w*|Bind\w*|ShouldBind\w*|Get|GetContext|Select|SelectContext|Find|First|As)$/;

/** Methods whose result shares the memory of what they are called on. */
const part = /^(String|Bytes|Interface|Elem|Addr|Slice|Reader|Writer)$/;

export const knownCalls = { part, sharing, wrapping, registering, storing, removing, copying, writing, filling };

/** Types of other packages whose growth is that of a buffer. */
export const bufferTypes = /^(bytes\.Buffer|strings\.Builder|bufio\.Writer)$/;
