package main

import (
	"fmt"
	"os"
	"syscall"
)

// boundMemory lets this process take so many bytes more than it has taken. What
// is mapped of the store's file does not count, nor do addresses that Go only reserves.
func boundMemory(most int64) error {
	stat, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return err
	}
	var total, resident, shared, text, lib, data int64
	if _, err := fmt.Sscan(string(stat), &total, &resident, &shared, &text, &lib, &data); err != nil {
		return fmt.Errorf("/proc/self/statm: %w", err)
	}
	bound := uint64(data*int64(os.Getpagesize()) + most)
	limit := syscall.Rlimit{}
	if err := syscall.Getrlimit(syscall.RLIMIT_DATA, &limit); err != nil {
		return err
	}
	limit.Cur = min(limit.Cur, bound)
	return syscall.Setrlimit(syscall.RLIMIT_DATA, &limit)
}
