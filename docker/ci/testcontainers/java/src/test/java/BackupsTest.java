import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * RDS_EMULATOR_IMAGE names the image. To build it in the job, run this first:
 * docker build -f rds-emulator/docker/Dockerfile -t rds-emulator rds-emulator
 */
class BackupsTest {
    private static final String INSTANCE = "rm-bp1emulator00002";

    private static final GenericContainer<?> EMULATOR = new GenericContainer<>(System.getenv("RDS_EMULATOR_IMAGE"))
        .withEnv("RDS_EMULATOR_JOB_PLAN", "instant")
        .withExposedPorts(2014)
        .waitingFor(Wait.forHealthcheck());

    @BeforeAll
    static void start() {
        EMULATOR.start();
    }

    @AfterAll
    static void stop() {
        EMULATOR.stop();
    }

    private static String call(String query) throws Exception {
        URI address = URI.create("http://" + EMULATOR.getHost() + ":" + EMULATOR.getMappedPort(2014)
            + "/?Format=JSON&DBInstanceId=" + INSTANCE + "&" + query);
        var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    @Test
    void aBackupFinishes() throws Exception {
        var job = Pattern.compile("\"BackupJobId\":\"(\\d+)\"").matcher(call("Action=CreateBackup"));
        assertTrue(job.find());
        String found = call("Action=DescribeBackupTasks&BackupJobId=" + job.group(1));
        assertTrue(found.contains("\"BackupStatus\":\"Finished\""), found);
    }
}
