// Parses command lines of kg as kg would, with the version of pflag that kilo 0.7.0 uses and the flags of
// kg-flags.json, and says of each whether kg would start with it.
//
//	go run . ../kg-flags.json < command-lines.json
//
// Input is a JSON list of command lines without the program's name, variables already expanded. Output is a JSON list
// of the same length: {"flags": {name: value}} with the flags that were set, or {"error": message}.
package main

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
)

type flag struct {
	Type      string
	Values    []string
	Unchecked bool
	Format    string
}

type table struct {
	Flags    map[string]flag
	Commands map[string]struct{ Flags map[string]flag }
}

type result struct {
	Flags map[string]any `json:"flags,omitempty"`
	Error string         `json:"error,omitempty"`
}

// formats are the checks that kg makes itself once pflag is done.
var formats = map[string]func(string) error{
	"cidr": func(s string) error { _, _, err := net.ParseCIDR(s); return err },
	"mtu": func(s string) error {
		if s == "auto" {
			return nil
		}
		_, err := strconv.ParseUint(s, 10, 32)
		return err
	},
	"port": func(s string) error {
		if n, err := strconv.Atoi(s); err != nil || n < 1 || n > 65535 {
			return fmt.Errorf("%s is no port", s)
		}
		return nil
	},
}

func declare(set *pflag.FlagSet, flags map[string]flag) error {
	for name, f := range flags {
		switch f.Type {
		case "string":
			set.String(name, "", "")
		case "bool":
			set.Bool(name, false, "")
		case "int":
			set.Int(name, 0, "")
		case "strings":
			set.StringSlice(name, nil, "")
		case "duration":
			set.Duration(name, 0, "")
		default:
			return fmt.Errorf("--%s has the unknown type %q", name, f.Type)
		}
	}
	return nil
}

func check(flags map[string]flag, args []string) (map[string]any, error) {
	set := pflag.NewFlagSet("kg", pflag.ContinueOnError)
	set.Usage = func() {}
	if err := declare(set, flags); err != nil {
		return nil, err
	}
	if err := set.Parse(args); err != nil {
		return nil, err
	}
	if set.NArg() > 0 {
		return nil, fmt.Errorf("unknown command %q for \"kg\"", set.Arg(0))
	}
	values := map[string]any{}
	var err error
	set.Visit(func(f *pflag.Flag) {
		known := flags[f.Name]
		texts := []string{f.Value.String()}
		values[f.Name] = f.Value.String()
		if list, ok := f.Value.(pflag.SliceValue); ok {
			texts = list.GetSlice()
			values[f.Name] = texts
		}
		for _, text := range texts {
			if known.Values != nil && !known.Unchecked && !slices.Contains(known.Values, text) {
				err = fmt.Errorf("--%s=%s: possible values are %s", f.Name, text, strings.Join(known.Values, ", "))
			}
			if format := formats[known.Format]; format != nil {
				if e := format(text); e != nil {
					err = fmt.Errorf("--%s=%s: %w", f.Name, text, e)
				}
			}
		}
	})
	return values, err
}

func run() error {
	if len(os.Args) != 2 {
		return fmt.Errorf("usage: kg-flags TABLE < COMMAND_LINES")
	}
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		return err
	}
	var known table
	if err := json.Unmarshal(text, &known); err != nil {
		return err
	}
	var lines [][]string
	if err := json.NewDecoder(os.Stdin).Decode(&lines); err != nil {
		return err
	}
	results := make([]result, 0, len(lines))
	for _, args := range lines {
		flags := known.Flags
		if len(args) > 0 {
			if command, ok := known.Commands[args[0]]; ok {
				// A subcommand takes its own flags and the two that the root hands down.
				flags = map[string]flag{"log-level": flags["log-level"], "version": flags["version"]}
				for name, f := range command.Flags {
					flags[name] = f
				}
				args = args[1:]
			}
		}
		values, err := check(flags, args)
		if err != nil {
			results = append(results, result{Error: err.Error()})
			continue
		}
		results = append(results, result{Flags: values})
	}
	return json.NewEncoder(os.Stdout).Encode(results)
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
