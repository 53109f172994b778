package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/entente-kg/entente/graph"
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2 // called wrongly
	exitPartly = 3 // some inputs were bad, the rest is done
)

// env is all that a command knows of the world.
type env struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	terminal       bool // stderr is one

	answersTerminal bool // stdout is one
}

// flush sends on what is buffered of the answer.
func (e *env) flush() error {
	if b, ok := e.stdout.(*bufio.Writer); ok {
		return b.Flush()
	}
	return nil
}

func systemEnv() *env {
	return &env{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv,
		terminal: term.IsTerminal(int(os.Stderr.Fd())), answersTerminal: term.IsTerminal(int(os.Stdout.Fd()))}
}

// usageError says that the command was called wrongly.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errPartly says that some inputs were bad; each was told of when it was met.
var errPartly = errors.New("some inputs were bad")

// run runs one command line and gives its exit code.
func run(ctx context.Context, args []string, e *env) (code int) {
	defer func() {
		// Go ends a program that panics with 2, which here means called wrongly.
		if v := recover(); v != nil {
			fmt.Fprintf(e.stderr, "entente: broke, which is a fault of the program: %v\n%s", v, debug.Stack())
			code = exitFailed
		}
	}()
	out := bufio.NewWriter(e.stdout)
	buffered := *e
	buffered.stdout = out
	root, started := newRoot(&buffered)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if ferr := out.Flush(); err == nil && ferr != nil {
		err = fmt.Errorf("write the answer: %w", ferr)
	}
	if err != nil && !*started {
		err = usageError{err} // cobra refused it: flags, arguments, or no such command
	}
	ue := usageError{}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errPartly):
		return exitPartly
	case ctx.Err() != nil:
		fmt.Fprintln(e.stderr, "entente: interrupted")
		return exitFailed
	case errors.As(err, &ue):
		fmt.Fprintf(e.stderr, "entente: %v\nSee '%s --help'.\n", err, cmd.CommandPath())
		return exitUsage
	}
	fmt.Fprintf(e.stderr, "entente: %v\n", explain(err))
	return exitFailed
}

// explain adds what to do about an error where there is something to do.
func explain(err error) error {
	switch {
	case errors.Is(err, graph.ErrNoStore):
		return fmt.Errorf("%w; 'entente ingest PATH' makes one", err)
	case errors.Is(err, graph.ErrLocked):
		return fmt.Errorf("%w; another entente has it open", err)
	}
	return err
}

// newRoot is the whole command line. Started turns true once a command runs,
// which is when its flags and arguments have been found good.
func newRoot(e *env) (root *cobra.Command, started *bool) {
	started = new(bool)
	root = &cobra.Command{
		Use:   "entente",
		Short: "Build a graph of who does what to whom out of news articles, and ask it",
		Long: `Entente reads news articles and builds a graph of who does what to whom.
Every edge shows the sentences that say so, who says it, and whether it is
asserted, claimed, denied, threatened or planned. It works offline.

Exit codes: 0 done, 1 failed, 2 called wrongly, 3 some inputs were bad and the
rest is done.`,
		Example: `  entente ingest articles/
  entente query allies Turkey
  entente why Turkey intervened-in Libya
  entente export --format svg -o graph.svg`,
		Version:          version(),
		Args:             unknownCommand,
		RunE:             func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRun: func(*cobra.Command, []string) { *started = true },
		SilenceErrors:    true,
		SilenceUsage:     true,
	}
	root.SetIn(e.stdin)
	root.SetOut(e.stdout)
	root.SetErr(e.stderr)
	root.AddGroup(&cobra.Group{ID: "build", Title: "Build a graph:"}, &cobra.Group{ID: "ask", Title: "Ask it:"},
		&cobra.Group{ID: "decide", Title: "Decide on what it says:"}, &cobra.Group{ID: "keep", Title: "Keep the store:"})
	add := func(group string, cmds ...*cobra.Command) {
		for _, c := range cmds {
			c.GroupID = group
			root.AddCommand(c)
		}
	}
	add("build", newIngest(e, runIngest), newExtract(e, runExtract), newLoad(e, runLoad))
	add("ask", newQuery(e, runQuery), newFind(e, runFind), newWhy(e, runWhy), newExport(e, runExport), newStats(e, runStats),
		newMeasure(e, measureRuns{runCentrality, runCommunities, runBalance, runPaths, runChange}))
	add("decide", newAccept(e, runReview), newReject(e, runReview), newNote(e, runReview), newMerge(e, runMerge), newSplit(e, runSplit),
		newDecisions(e, runDecisions))
	add("keep", newArticles(e, runArticles), newRetract(e, runRetract), newCheck(e, runCheck), newRebuild(e, runRebuild), newBackup(e, runBackup),
		newDump(e, runDump), newRestore(e, runRestore))
	add("", newSchema(e, runSchema), newParse(e, runParse), newRules(e), newEval(e, runEval), newVersion(e))
	root.SetHelpCommand(newHelp())
	return root, started
}

// unknownCommand refuses a command that there is not, and names those that look like it.
func unknownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return fmt.Errorf("unknown command %q%s", args[0], didYouMean(nearest(args[0], names)))
}

// newHelp is cobra's help command, but one that fails for a command that there is not.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "Help about any command",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || about == cmd.Root() && len(rest) > 0 {
				return usageError{unknownCommand(cmd.Root(), args)}
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}
