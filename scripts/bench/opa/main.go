// Evaluates a work folder with OPA's prepared queries, one thread, and prints what it took as JSON.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strconv"
	"syscall"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/util"
)

type policy struct {
	ID         string         `json:"id"`
	Entrypoint string         `json:"query"`
	Parameters map[string]any `json:"parameters"`
}

type work struct {
	Modules  map[string]string `json:"modules"`
	Policies []policy          `json:"policies"`
	// Policies of each object, by position.
	Pairs [][]int `json:"pairs"`
	NowNs int64   `json:"nowNs,string"`
}

type answer struct {
	PrepareMs   float64   `json:"prepareMs"`
	Evaluations int       `json:"evaluations"`
	RunsMs      []float64 `json:"runsMs"`
	BytesRunsMs []float64 `json:"bytesRunsMs"`
	// Evaluations of one run in which the input is parsed each time: every fiftieth object.
	BytesEvaluations int       `json:"bytesEvaluations"`
	MedianUs         float64   `json:"medianUs"`
	P99Us            float64   `json:"p99Us"`
	PolicyUs         []float64 `json:"policyUs"`
	Results          []int     `json:"results"`
}

type side struct {
	queries    []rego.PreparedEvalQuery
	parameters []*ast.Term
	work       work
	objects    [][]byte
	now        time.Time
}

const bytesStride = 50

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: bench-opa FOLDER RUNS"))
	}
	runs, err := strconv.Atoi(os.Args[2])
	fail(err)
	runtime.GOMAXPROCS(1)
	started := time.Now()
	s := open(os.Args[1])
	out := answer{PrepareMs: millis(started)}
	out.measureEach(s)
	for range runs {
		before := processorMs()
		for index, text := range s.objects {
			input := parse(text)
			for _, p := range s.work.Pairs[index] {
				s.evaluate(p, rego.EvalParsedInput(s.withParameters(input, p)))
			}
		}
		out.RunsMs = append(out.RunsMs, processorMs()-before)
	}
	for range runs {
		before := processorMs()
		out.BytesEvaluations = 0
		for index := 0; index < len(s.objects); index += bytesStride {
			for _, p := range s.work.Pairs[index] {
				var input map[string]any
				fail(util.UnmarshalJSON(s.objects[index], &input))
				input["parameters"] = s.work.Policies[p].Parameters
				s.evaluate(p, rego.EvalInput(input))
				out.BytesEvaluations++
			}
		}
		out.BytesRunsMs = append(out.BytesRunsMs, processorMs()-before)
	}
	fail(json.NewEncoder(os.Stdout).Encode(out))
}

func open(folder string) side {
	var s side
	text, err := os.ReadFile(filepath.Join(folder, "work.json"))
	fail(err)
	fail(util.UnmarshalJSON(text, &s.work))
	file, err := os.Open(filepath.Join(folder, "objects.ndjson"))
	fail(err)
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		s.objects = append(s.objects, bytes.Clone(lines.Bytes()))
	}
	fail(lines.Err())
	compiler, err := ast.CompileModulesWithOpt(s.work.Modules, ast.CompileOpts{ParserOptions: ast.ParserOptions{RegoVersion: ast.RegoV1}})
	fail(err)
	store := inmem.NewFromObject(map[string]any{"inventory": map[string]any{}})
	s.now = time.Unix(0, s.work.NowNs)
	for _, p := range s.work.Policies {
		query, err := rego.New(rego.Query(p.Entrypoint), rego.Compiler(compiler), rego.Store(store)).PrepareForEval(context.Background())
		fail(err)
		s.queries = append(s.queries, query)
		value, err := ast.InterfaceToValue(p.Parameters)
		fail(err)
		s.parameters = append(s.parameters, ast.NewTerm(value))
	}
	return s
}

// The measured pass for single evaluations also counts what they find, and warms everything up.
func (out *answer) measureEach(s side) {
	sums := make([]time.Duration, len(s.queries))
	counts := make([]int, len(s.queries))
	out.Results = make([]int, len(s.queries))
	var all []float64
	for index, text := range s.objects {
		input := parse(text)
		for _, p := range s.work.Pairs[index] {
			started := time.Now()
			found := s.evaluate(p, rego.EvalParsedInput(s.withParameters(input, p)))
			took := time.Since(started)
			sums[p] += took
			counts[p]++
			out.Results[p] += found
			all = append(all, float64(took.Nanoseconds())/1000)
		}
	}
	sort.Float64s(all)
	out.Evaluations = len(all)
	out.MedianUs = all[len(all)/2]
	out.P99Us = all[len(all)*99/100]
	for p, sum := range sums {
		out.PolicyUs = append(out.PolicyUs, float64(sum.Nanoseconds())/1000/float64(max(1, counts[p])))
	}
}

// How many results the rule holds.
func (s side) evaluate(p int, input rego.EvalOption) int {
	set, err := s.queries[p].Eval(context.Background(), input, rego.EvalTime(s.now))
	fail(err)
	if len(set) == 0 {
		return 0
	}
	items, ok := set[0].Expressions[0].Value.([]any)
	if !ok {
		fail(fmt.Errorf("%s: the result is no set", s.work.Policies[p].ID))
	}
	return len(items)
}

func parse(text []byte) ast.Object {
	value, err := ast.ValueFromReader(bytes.NewReader(text))
	fail(err)
	object, ok := value.(ast.Object)
	if !ok {
		fail(fmt.Errorf("an object is no JSON object"))
	}
	return object
}

// The parsed object with the policy's parameters: a new outer object that shares all members.
func (s side) withParameters(object ast.Object, p int) ast.Value {
	members := make([][2]*ast.Term, 0, object.Len()+1)
	object.Foreach(func(key, value *ast.Term) { members = append(members, [2]*ast.Term{key, value}) })
	return ast.NewObject(append(members, ast.Item(ast.StringTerm("parameters"), s.parameters[p]))...)
}

// Processor time of the whole process, the garbage collector's included.
func processorMs() float64 {
	var used syscall.Rusage
	fail(syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e6
}

func millis(since time.Time) float64 { return float64(time.Since(since).Microseconds()) / 1000 }

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench-opa:", err)
		os.Exit(1)
	}
}
