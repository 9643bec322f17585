// What a test does with the emulator, by the service's own Go client.
package backups

import (
	"fmt"
	"testing"
)

func TestThirtyMinuteBackupTakesAMillisecond(t *testing.T) {
	t.Parallel()
	emulator := newAccount(t)
	emulator.control("PUT", "plans/nightly", `{"kind": "timed", "duration": "30m"}`)
	emulator.control("PATCH", "settings", `{"jobPlan": "nightly"}`)
	job, _ := emulator.createBackup()
	expect(t, emulator.poll(job), "NoStart")
	emulator.control("POST", "clock/advance", `{"until": {"job": `+job+`, "status": "Finished"}}`)
	expect(t, emulator.poll(job), "Finished")
}

func TestSecondPollFailsAndItsRetryWorks(t *testing.T) {
	t.Parallel()
	emulator := newAccount(t)
	emulator.control("POST", "faults", `{"action": "DescribeBackupTasks", "every": 2, "code": "ServiceUnavailable"}`)
	job, _ := emulator.createBackup()
	expect(t, emulator.poll(job), "NoStart")
	expect(t, emulator.poll(job), "ServiceUnavailable")
	expect(t, emulator.poll(job), "NoStart")
}

func TestJobOfALostAnswerIsFound(t *testing.T) {
	for i := 0; i < 16; i++ { // Sixteen at once, each with an account of its own.
		t.Run("", func(t *testing.T) {
			t.Parallel()
			emulator := newAccount(t)
			emulator.control("POST", "faults", `{"action": "CreateBackup", "first": 1, "close": "after"}`)
			_, code := emulator.createBackup()
			expect(t, code, "no answer")
			_, code = emulator.createBackup()
			expect(t, code, "BackupJobExists")
			calls := emulator.control("GET", "requests", "").Requests
			expect(t, fmt.Sprint(calls), "[{OK} {BackupJobExists}]")
			job := emulator.control("GET", "jobs", "").Jobs[1] // The fixture has one of another instance.
			expect(t, emulator.poll(job.Id.String()), "NoStart")
		})
	}
}
