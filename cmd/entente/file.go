package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// writeFile writes a file whole or not at all: one that is there stays as it
// was until the new one is done.
func writeFile(path string, write func(io.Writer) error) (err error) {
	temp, target := path+".part", path
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		temp, target = path, "" // a pipe or a device cannot be put in place of
	}
	f, err := os.Create(temp)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, bare(err))
	}
	w := bufio.NewWriter(f)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	err = errors.Join(err, f.Close())
	if target == "" {
		return err
	}
	if err == nil {
		err = os.Rename(temp, target)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, bare(err)), os.Remove(temp))
	}
	return nil
}

// bare drops the path from an error of package os, where the message names it already.
func bare(err error) error {
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
