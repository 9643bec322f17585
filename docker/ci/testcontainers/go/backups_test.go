// RDS_EMULATOR_IMAGE names the image; without it, it is built from RDS_EMULATOR_SOURCE, a checkout of rds-emulator.
package backups

import (
	"encoding/json"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/wait"
)

const instance = "rm-bp1emulator00002"

func image() testcontainers.ContainerCustomizer {
	if name := os.Getenv("RDS_EMULATOR_IMAGE"); name != "" {
		return testcontainers.WithImage(name)
	}
	return testcontainers.WithDockerfile(testcontainers.FromDockerfile{
		Context:    os.Getenv("RDS_EMULATOR_SOURCE"),
		Dockerfile: "docker/Dockerfile",
		Repo:       "rds-emulator",
		Tag:        "built",
		KeepImage:  true,
	})
}

func endpoint(t *testing.T) string {
	t.Helper()
	emulator, err := testcontainers.Run(t.Context(), "", image(),
		testcontainers.WithEnv(map[string]string{"RDS_EMULATOR_JOB_PLAN": "instant"}),
		testcontainers.WithExposedPorts("2014/tcp"),
		testcontainers.WithWaitStrategyAndDeadline(time.Hour, wait.ForHealthCheck()),
	)
	testcontainers.CleanupContainer(t, emulator)
	if err != nil {
		t.Fatal(err)
	}
	address, err := emulator.PortEndpoint(t.Context(), "2014/tcp", "http")
	if err != nil {
		t.Fatal(err)
	}
	return address
}

type answer struct {
	BackupJobId string
	Items       struct{ BackupJob []struct{ BackupStatus string } }
}

func call(t *testing.T, endpoint, query string) (read answer) {
	t.Helper()
	response, err := http.Get(endpoint + "/?Format=JSON&DBInstanceId=" + instance + "&" + query)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(&read); err != nil || response.StatusCode != http.StatusOK {
		t.Fatal(query, response.Status, err)
	}
	return read
}

func TestABackupFinishes(t *testing.T) {
	endpoint := endpoint(t)
	job := call(t, endpoint, "Action=CreateBackup").BackupJobId
	found := call(t, endpoint, "Action=DescribeBackupTasks&BackupJobId="+job).Items.BackupJob
	if len(found) != 1 || found[0].BackupStatus != "Finished" {
		t.Fatal(found)
	}
}
