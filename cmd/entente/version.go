package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion(e *env) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: "  entente version",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			v := version()
			if asJSON {
				return writeJSON(e.stdout, map[string]string{"version": v, "go": runtime.Version()})
			}
			_, err := fmt.Fprintf(e.stdout, "entente %s (%s)\n", v, runtime.Version())
			return err
		},
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

// version is what the build was stamped with: a module's version, or a commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return "devel"
}
