// Command gitops tells what tools that watch objects make of them: Argo CD by a health script, Flux by expressions, and
// whoever goes by kstatus (Helm, kubectl's pruners, Flux without expressions). It reads one JSON document a line from
// standard input,
//
//	{"script": "<Lua>", "expressions": {"inProgress": "<CEL>", "failed": …, "current": …}, "object": {…}}
//
// of which the first two may be missing, and answers each with a line,
//
//	{"argoCD": {"status": …, "message": …}, "flux": {"status": …}, "kstatus": {"status": …, "message": …}}
//
// or {"error": …}. Scripts run as Argo CD runs those of its users: in the same VM, within a second, with the libraries
// package, base and table alone. Of Flux's expressions the first that is true decides, in the order above; with none, and
// with one that cannot be evaluated, Flux waits.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	lua "github.com/yuin/gopher-lua"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	kstatus "sigs.k8s.io/cli-utils/pkg/kstatus/status"
)

type question struct {
	Script      string                    `json:"script"`
	Expressions map[string]string         `json:"expressions"`
	Object      unstructured.Unstructured `json:"object"`
}

type verdict struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

type answer struct {
	ArgoCD  *verdict `json:"argoCD,omitempty"`
	Flux    *verdict `json:"flux,omitempty"`
	Kstatus *verdict `json:"kstatus,omitempty"`
	Error   string   `json:"error,omitempty"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 0, 1<<16), 1<<24)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		told, err := judge(lines.Bytes())
		if err != nil {
			told = answer{Error: err.Error()}
		}
		if err := out.Encode(told); err != nil {
			fail(err)
		}
	}
	if err := lines.Err(); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "gitops:", err)
	os.Exit(1)
}

func judge(line []byte) (answer, error) {
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{}, err
	}
	computed, err := kstatus.Compute(&asked.Object)
	if err != nil {
		return answer{}, err
	}
	told := answer{Kstatus: &verdict{string(computed.Status), computed.Message}}
	if asked.Script != "" {
		if told.ArgoCD, err = health(asked.Script, asked.Object.Object); err != nil {
			return answer{}, err
		}
	}
	if len(asked.Expressions) > 0 {
		if told.Flux, err = flux(asked.Expressions, asked.Object.Object); err != nil {
			return answer{}, err
		}
	}
	return told, nil
}

// flux evaluates the expressions over the parts of the object, which are their variables.
func flux(expressions map[string]string, object map[string]any) (*verdict, error) {
	var variables []cel.EnvOption
	for _, part := range []string{"apiVersion", "kind", "metadata", "spec", "status"} {
		variables = append(variables, cel.Variable(part, cel.DynType))
	}
	env, err := cel.NewEnv(variables...)
	if err != nil {
		return nil, err
	}
	for _, each := range []struct{ name, status string }{
		{"inProgress", string(kstatus.InProgressStatus)},
		{"failed", string(kstatus.FailedStatus)},
		{"current", string(kstatus.CurrentStatus)},
	} {
		if expressions[each.name] == "" {
			continue
		}
		checked, issues := env.Compile(expressions[each.name])
		if issues.Err() != nil {
			return nil, issues.Err()
		}
		program, err := env.Program(checked)
		if err != nil {
			return nil, err
		}
		result, _, err := program.Eval(object)
		if err != nil {
			return &verdict{"Waiting", each.name + ": " + err.Error()}, nil
		}
		if result == types.True {
			return &verdict{each.status, ""}, nil
		}
	}
	return &verdict{"Waiting", "no expression is true"}, nil
}

// health runs a script and returns the status and the message of the table that it returns.
func health(script string, object map[string]any) (*verdict, error) {
	vm := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer vm.Close()
	libraries := []struct {
		name string
		open lua.LGFunction
	}{{lua.LoadLibName, lua.OpenPackage}, {lua.BaseLibName, lua.OpenBase}, {lua.TabLibName, lua.OpenTable}}
	for _, library := range libraries {
		call := lua.P{Fn: vm.NewFunction(library.open), Protect: true}
		if err := vm.CallByParam(call, lua.LString(library.name)); err != nil {
			return nil, err
		}
	}
	within, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	vm.SetContext(within)
	vm.SetGlobal("obj", value(vm, object))
	if err := vm.DoString(script); err != nil {
		return nil, err
	}
	table, ok := vm.Get(-1).(*lua.LTable)
	if !ok {
		return nil, fmt.Errorf("the script returns a %s, not a table", vm.Get(-1).Type())
	}
	return &verdict{text(table, "status"), text(table, "message")}, nil
}

func text(table *lua.LTable, key string) string {
	if found, ok := table.RawGetString(key).(lua.LString); ok {
		return string(found)
	}
	return ""
}

// value is what Argo CD hands to a script: every number is Lua's number, and null is nil.
func value(vm *lua.LState, of any) lua.LValue {
	switch each := of.(type) {
	case bool:
		return lua.LBool(each)
	case int64:
		return lua.LNumber(each)
	case float64:
		return lua.LNumber(each)
	case string:
		return lua.LString(each)
	case []any:
		list := vm.CreateTable(len(each), 0)
		for _, item := range each {
			list.Append(value(vm, item))
		}
		return list
	case map[string]any:
		table := vm.CreateTable(0, len(each))
		for key, item := range each {
			table.RawSetString(key, value(vm, item))
		}
		return table
	default:
		return lua.LNil
	}
}
