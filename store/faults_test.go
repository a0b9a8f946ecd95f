package store

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// faults are the rows of the fault table that concern the history, with the tests that prove
// what is to happen. A name without a folder is of this package.
var faults = []struct {
	row, what string
	tests     []string
}{
	{"F1", "a second console opens", []string{"TestTwoStores", "TestAnotherProcessHoldsTheLock", "TestWaitInABubble",
		"cmd/linkdesk.TestALockedHistoryIsNamedNotWaitedFor", "cmd/linkdesk.TestManyRunsShareOneHistory"}},
	{"F2", "the disk is full at each commit", []string{"TestDiskFull", "cmd/linkdesk.TestTerminalDiskErrors",
		"flow/engine.TestAnOutcomeIsKeptWhenTheDiskHasRoomAgain", "flow/engine.TestTroubleAtEveryStep"}},
	{"F3", "the history has reached its limit", []string{"TestFailedCommits"}},
	{"F4", "the file is missing or empty although there was one", []string{"TestNotAHistory", "TestNewHistory"}},
	{"F5", "the file is cut off at a page and beside it", []string{"TestCutOff", "TestCutUntouched"}},
	{"F6", "something else is in its place", []string{"TestNotAHistory", "TestMoreThatIsNoHistory", "TestStrangeNeighbours"}},
	{"F7", "modes and owners", []string{"TestForeignFile", "TestDirectories", "TestNotAHistory", "TestMoreThatIsNoHistory"}},
	{"F8", "bytes are turned over", []string{"TestHeaderFlips", "TestFlips", "TestFlipsAnywhere", "TestDeadPages"}},
	{"F9", "the file goes while it is open", []string{"TestGoneWhileOpen", "TestCutWhileRead", "TestFailedCommits"}},
	{"F10", "system calls fail", []string{"cmd/linkdesk.TestTerminalDiskErrors", "TestFailedCommits"}},
	{"F11", "killed anywhere", []string{"cmd/linkdesk.TestKilledAnywhere", "TestKill", "TestKillConcurrent"}},
	{"F12", "two consoles resume one case", []string{"cmd/linkdesk.TestTwoResumesAtOnce", "flow/engine.TestTwoConsolesDoNotWorkOnOneCase", "TestContract"}},
	{"F13", "the power fails", []string{"TestTerminalPowerCut", "TestInterruptedCreation"}},
	{"F14", "the clock jumps", []string{"TestClockGoesBackAndForth", "flow/engine.TestAWrongClockEndsTheWalk"}},
	{"F15", "another schema", []string{"TestForeignHistories", "TestOldHistoryForReading", "TestUpgrade", "TestUpgradeFails", "TestKillUpgrade", "TestBrokenOffRebuild", "TestOldHistoryAnswersAlike"}},
	{"F16", "a million cases: figures, so benchmarks", []string{"BenchmarkHistory", "BenchmarkAtOnce", "cmd/linkdesk.BenchmarkFirstFrame"}},
	{"F17", "events altered, dropped, in another order", []string{"TestChain", "TestFlips", "TestVerifyEveryByte", "TestVerifyEveryByteOfTheFile", "TestVerifyFindings"}},
	{"F18", "a bad backup is restored", []string{"TestABadBackupChangesNothing"}},
	{"F19", "sealed secrets are moved", []string{"TestMovedSeals"}},
	{"F43", "the keyring is not there, hangs, refuses", []string{"TestKeyLostInBetween", "store/keys.TestNoKeyring", "store/keys.TestRingHangs", "cmd/linkdesk.TestTerminalKeyring"}},
	{"F44", "a wrong key", []string{"TestWrongKey", "TestDamagedVault", "TestPassPhrase", "store/keys.TestPassPhrase"}},
	{"F50", "pruned, compacted, backed up while a case goes on", []string{"TestUpkeepDuringAFlow", "TestKillUpkeep", "TestAWaiterHearsHowFarItIs"}},
}

// TestFaults: every row names tests, and every one that is named exists.
func TestFaults(t *testing.T) {
	all := map[string]bool{}
	for _, folder := range []string{"store", "store/keys", "cmd/linkdesk", "flow/engine"} {
		for _, name := range testsIn(t, filepath.Join("..", folder)) {
			all[folder+"."+name] = true
		}
	}
	for _, f := range faults {
		for _, name := range f.tests {
			if !strings.Contains(name, ".") {
				name = "store." + name
			}
			if !all[name] {
				t.Errorf("%s, %s: there is no %s", f.row, f.what, name)
			}
		}
		if len(f.tests) == 0 {
			t.Errorf("%s, %s: no test", f.row, f.what)
		}
	}
}

// testsIn are the tests of a folder under any build tag.
func testsIn(t *testing.T, folder string) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", folder, len(files), err)
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && (strings.HasPrefix(f.Name.Name, "Test") || strings.HasPrefix(f.Name.Name, "Benchmark")) {
				names = append(names, f.Name.Name)
			}
		}
	}
	return names
}
