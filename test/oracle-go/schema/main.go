// Answers, for many pairs of a schema and values in one process, whether Helm accepts the values: one pair a line in
// (JSON), one verdict a line out (JSON). The check is Helm's own exported function.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"helm.sh/helm/v4/pkg/chart/common/util"
)

type request struct {
	Schema string `json:"schema"` // values.schema.json
	Values string `json:"values"` // the computed values, as JSON
}

type answer struct {
	Verdict string `json:"verdict"` // valid, invalid, or refused: the schema itself is wrong
	Error   string `json:"error,omitempty"`
}

func check(r request) answer {
	values, err := jsonschema.UnmarshalJSON(strings.NewReader(r.Values))
	if err != nil {
		return answer{"unreadable", err.Error()}
	}
	err = util.ValidateAgainstSingleSchema(values.(map[string]any), []byte(r.Schema))
	switch err.(type) {
	case nil:
		return answer{Verdict: "valid"}
	case util.JSONSchemaValidationError:
		return answer{"invalid", err.Error()}
	default:
		return answer{"refused", err.Error()}
	}
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := in.ReadBytes('\n')
		if len(line) == 0 {
			return
		}
		var r request
		if err := json.Unmarshal(line, &r); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		text, _ := json.Marshal(check(r))
		out.Write(append(text, '\n'))
		if err != nil {
			return
		}
	}
}
