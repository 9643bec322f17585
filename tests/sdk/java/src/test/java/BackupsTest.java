import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.aliyun.tea.TeaException;
import com.aliyun.tea.TeaUnretryableException;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What a test does with the emulator, by the service's own Java client. */
class BackupsTest {
    private final Emulator emulator = new Emulator(); // For each test: an account of its own.

    @Test
    void aThirtyMinuteBackupTakesAMillisecond() throws Exception {
        emulator.control("PUT", "plans/nightly", "{'kind': 'timed', 'duration': '30m'}");
        emulator.control("PATCH", "settings", "{'jobPlan': 'nightly'}");
        int job = emulator.createBackup();
        assertEquals("NoStart", emulator.poll(job));
        emulator.control("POST", "clock/advance", "{'until': {'job': " + job + ", 'status': 'Finished'}}");
        assertEquals("Finished", emulator.poll(job));
    }

    @Test
    void theSecondPollFailsAndItsRetryWorks() throws Exception {
        emulator.control("POST", "faults", "{'action': 'DescribeBackupTasks', 'every': 2, 'code': 'ServiceUnavailable'}");
        int job = emulator.createBackup();
        assertEquals("NoStart", emulator.poll(job));
        assertEquals("ServiceUnavailable", assertThrows(TeaException.class, () -> emulator.poll(job)).getCode());
        assertEquals("NoStart", emulator.poll(job));
    }

    @RepeatedTest(16) // Sixteen at once.
    void theJobOfALostAnswerIsFound() throws Exception {
        emulator.control("POST", "faults", "{'action': 'CreateBackup', 'first': 1, 'close': 'after'}");
        assertThrows(TeaUnretryableException.class, emulator::createBackup);
        assertEquals("BackupJobExists", assertThrows(TeaException.class, emulator::createBackup).getCode());
        var calls = emulator.control("GET", "requests", "").getAsJsonArray("requests");
        assertEquals(List.of("OK", "BackupJobExists"), Emulator.values("code", calls));
        var jobs = Emulator.values("id", emulator.control("GET", "jobs", "").getAsJsonArray("jobs"));
        assertEquals("NoStart", emulator.poll(Integer.parseInt(jobs.get(1)))); // The first is the fixture's.
    }
}
