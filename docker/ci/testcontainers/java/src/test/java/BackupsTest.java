import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** RDS_EMULATOR_IMAGE names the image; without it, it is built from RDS_EMULATOR_SOURCE, a checkout of rds-emulator. */
class BackupsTest {
    private static final String INSTANCE = "rm-bp1emulator00002";

    private static final GenericContainer<?> EMULATOR = new GenericContainer<>(image())
        .withEnv("RDS_EMULATOR_JOB_PLAN", "instant")
        .withExposedPorts(2014)
        .waitingFor(Wait.forHealthcheck());

    private static Future<String> image() {
        String name = System.getenv("RDS_EMULATOR_IMAGE");
        if (name != null) {
            return CompletableFuture.completedFuture(name);
        }
        File source = new File(System.getenv("RDS_EMULATOR_SOURCE"));
        // withDockerfile() would take the Dockerfile's folder for the context.
        return new ImageFromDockerfile("rds-emulator:built", false).withBuildImageCmdModifier(
            build -> build.withBaseDirectory(source).withDockerfile(new File(source, "docker/Dockerfile")));
    }

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
