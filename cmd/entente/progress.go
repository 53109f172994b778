package main

import "github.com/schollz/progressbar/v3"

// progress shows on a terminal how far a long work is. Nil shows nothing.
type progress struct{ bar *progressbar.ProgressBar }

func newProgress(e *env, doing, what string) *progress {
	if !e.terminal {
		return nil
	}
	return &progress{progressbar.NewOptions(-1, progressbar.OptionSetWriter(e.stderr), progressbar.OptionSetDescription(doing),
		progressbar.OptionSetItsString(what), progressbar.OptionShowIts(), progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish())}
}

func (p *progress) step() { p.add(1) }

func (p *progress) add(n int) {
	if p != nil {
		p.bar.Add(n)
	}
}

// clear makes room for a line on the terminal.
func (p *progress) clear() {
	if p != nil {
		p.bar.Clear()
	}
}

func (p *progress) finish() {
	if p != nil {
		p.bar.Finish()
	}
}
